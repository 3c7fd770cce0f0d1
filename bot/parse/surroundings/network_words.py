"""What people tell of the way to a server: from which networks and machines and on which ports it works.

Each with its evidence tag, in words that stand in this order, as in `persons_words`.
"""

from __future__ import annotations

import re
from typing import Final

_NETWORK: Final = (
    r"(?:the |our |my |an? )?(?:office(?: network| wi-?fi)?|home|mobile (?:data|network)|hotspot"
    r"|(?:other|another|different) network|vpn|4g|5g|lte)"
)
_PORT: Final = "(?:(?:ports?|puerto|porta) )?(?:25|465|587|2525)"
_WORKS: Final = (
    r"(?:works?|worked|answers?|connects?|goes through|(?:is|was) (?:ok|okay|fine|open)|geht|klappt"
    r"|funktioniert|läuft|marche|fonctionne|funciona|funziona|werkt|działa)"
)
_OVER: Final = r"(?:with|on|over|via|using|through|mit|über|auf|avec|sur|con|en|su|met|na|po)"
# In RE2 syntax, letter case ignored; the tags are explained in `bot/knowledge/evidence.toml`.
OF_NETWORK: Final = {
    "prose.only-from-server": (
        r"\bnur (?:vom|von|auf|aus)(?: dem| der| unserem)? (?:web)?server"
        r"|\bseulement (?:depuis|sur) le serveur|\bsolo (?:desde|en) el servidor|\bsolo dal server"
        r"|\bsó (?:do|no) servidor|works?(?: fine| well| perfectly)? (?:on (?:my )?(?:local|dev|mac|windows)"
        r"|in (?:dev|build|local))|\b(?:work(?:s|ed|ing)?|sen(?:ds?|t)|runs?|running"
        r"|success(?:ful(?:ly)?)?) (?:\w+ ){0,5}"
        r"(?:locally\b|(?:on|from|in|at|with) (?:my |our |the )?(?:own |home |local |personal |office )*"
        r"(?:machine|laptop|notebook|pc|computer|desktop|localhost|wamp|xampp)\b)"
        r"|\b(?:locally|on localhost|(?:on|from) my (?:local )?(?:laptop|pc|computer|machine)),? "
        r"(?:\w+ ){0,4}(?:works?|can |fine|sends?|success)"
        r"|(?:only|(?:but |, )not|but fails) (?:on|from|in) (?:the |my |our )?(?:live |web )?"
        r"(?:server|production|prod|docker|container|vps|hosting|cloud|live)|same connection works"
        r"|\b(?:staging|local|localhost|dev) works?,? (?:but )?(?:on |in )?(?:production|prod|live)\b"
        r"|\b(?:solo|s[oó]lo|s[oó]|seulement) (?:falla|fallisce|falha|échoue) (?:desde|en|dal|sul|do|no"
        r"|depuis|sur) "
        r"(?:el |il |le )?(?:servidor|server|serveur)\b"
        r"|\bonly (?:from|on) (?:the |our |my )?(?:live |web |new )?(?:server|production|prod|docker"
        r"|container|vps|heroku|render|vercel|railway|aws|ec2|azure|gcp|lambda|kubernetes|k8s|hetzner)\b"
    ),
    "prose.banned": (r"\bbanned\b|\bfail2ban\b|\bcphulk\b|\bcrowdsec\b|\bimunify|\bcsf\b|\blfd\b"),
    "prose.allow-list": (
        r"\bonly (?:allows?|accepts?|permits?)(?: \w+){0,3} (?:from|in|inside|within)\b|"
        r"\b(?:white|allow)-?list(?:s|ed|ing)?\b"
        r"|\b(?:access|log-?ins?|smtp) (?:is|are|was|were|got) (?:restricted|limited) to\b"
        # "The admin had restricted access from my server."
        r"|\b(?:restricts?|restricted|restricting|limits?|limited) (?:(?:the|smtp|its|our|my) )?"
        r"(?:access|log-?ins?) (?:(?:from|for) (?:my|our|this|the|other|some|unknown) (?:\w+ )?"
        r"(?:servers?|hosts?|ips?|networks?)|to (?:certain|some|its own|their own|known|a few|specific|local"
        r"|internal) (?:\w+ )?(?:ips?|networks?|addresses|hosts|servers))\b"
        r"|\b(?:allowed|permitted|trusted) (?:ips?|networks)\b"
        r"|\b(?:not|isn['’]t|nicht|missing) (?:in|from) (?:\w+ )?mynetworks\b"
        r"|\b(?:connector|relay|list|scope)s? (?:only )?(?:lists?|names?|has|holds) (?:only )?(?:an? |the"
        r" )?(?:other|another|different|old) (?:ips?|address(?:es)?)\b"
    ),
    "prose.other-country": (
        r"\btravell?(?:ing|s|ed)\b|\babroad\b|\b(?:another|other|foreign) country\b"
        r"|\bgeo-?(?:block|fenc|restrict)"
        r"|\bim ausland\b|à l'étranger\b|\ben el extranjero\b|\ball'estero\b|\bno exterior\b"
    ),
    "prose.vpn": (
        r"\b(?:without|with no) (?:the |a |my |our |any )?\w*vpn,? (?:\w+ ){0,3}(?:works?|fine|ok|goes)\b"
        r"|\bworks? (?:fine |again )?(?:without|with no) (?:the |a |my |our |any )?\w*vpn\b"
        r"|\b(?:disconnect|turn|switch|disabl|quit|stop)\w*(?: off)?(?: from)? (?:the |my |our )?\w*vpn"
        r"(?: off)?,? (?:and )?(?:it |everything |mail |sending |then )*(?:works?|helps?|goes|is fine)\b"
        r"|\bvpn (?:is )?off,? (?:it |mail )?(?:works?|goes)\b"
        r"|(?:^|[.,;:!?(] ?)(?:only )?(?:with|(?:when|while|as soon as|once|if)"
        r" (?:i'm on|we're on|connected to|on|using)) (?:the |a |my |our )?\w*vpn[,:]"
        # "If VPN, tell us which" asks.
        r"|(?:^|[.,;:!?(] ?)(?:only )?(?:with|when|while|as soon as|once|if) (?:the |a |my |our )?\w*vpn"
        r" (?:is |gets )?(?:on|active|enabled|connected|up|running)[,:]"
        r"|\b(?:fails?|stops?|errors?|times? out|breaks?|can['’]?t send|cannot send)(?: only)?"
        r" (?:when|while|with|as soon as|once|if) (?:the |a |my |our )?\w*vpn\b"
        r"|\b(?:when|while|with|as soon as|once|if) (?:the |a |my |our )?\w*vpn"
        r"(?: (?:is |gets )?(?:on|active|enabled|connected|up|running))?,?"
        r" (?:it |mail |sending |everything )?(?:fails?|stops?|breaks?|times? out)\b"
        r"|\bohne (?:das |den |die )?\w*vpn,? (?:\w+ )?(?:geht|klappt|funktioniert)\b"
        r"|\bsans (?:le |mon )?vpn,? (?:ça |cela )?(?:marche|fonctionne|passe)\b"
        r"|\bsin (?:la |el )?vpn,? (?:s[ií] )?funciona\b|\bsenza (?:la )?vpn,? funziona\b"
        r"|\bsem (?:a )?vpn,? funciona\b|\bzonder (?:de )?vpn,? (?:\w+ )?(?:werkt|lukt)\b"
    ),
    "prose.other-machine-works": (
        r"\b(?:pcs?|computers?|machines?|laptops?|phones?) (?:in|on) the same"
        r" (?:network|wi-?fi|office|lan|place) (?:can|works?|sends?|connects?|is fine|are fine)\b|"
        r"\b(?:other|andere[nr]?|autres|otros) (?:pcs?|computers?|machines?|laptops?|devices?|phones?"
        r"|rechner|geräte|ordinateurs|ordenadores)(?: \w+){0,5}"
        r" (?:works?|fine|ok|can|gehen|funktionieren|geht|marchent)\b"
        r"|\b(?:anderen|andere) (?:pcs?|computern?|rechnern?|geräten?|handys?) (?:\w+ ){0,2}(?:geht|klappt"
        r"|funktioniert)\b"
    ),
    "prose.other-network-works": (
        r"\bfrom (?:the |our |my )?(?:office |home |company )?(?:vpn|wi-?fi|network|office) only\b|"
        r"\bonly (?:from|over|via|through|on|in) (?:the |our |my |an? |this )?(?:new )?"
        r"(?:office|home|vpn|company|wi-?fi|wlan|network|line|connection|branch|site|hotel)\b"
        r"|\b(?:in|from|at|on|over|via|with) (?:the |our |my |an? )?"
        r"(?:office(?: network)?|home|mobile (?:data|network)|hotspot|(?:other|another|different) network"
        r"|vpn|4g|5g|lte),? (?:\w+ ){0,3}(?:works?|fine|ok)\b"
        # "We can send from the office but not from home", "from home we can't, from the office we can".
        r"|\b(?:can|could|able to) (?:send|log ?in|connect|authenticate)(?: mails?| emails?)? "
        rf"(?:in|from|at|on|over|via|with|through) {_NETWORK},? (?:but |and |just )?not\b"
        rf"|\b(?:in|from|at|on|over|via|with|through) {_NETWORK} (?:i|we|they) (?:can|could)"
        r"(?:$|[.,;:!\n]| (?:send|log ?in|connect)\b)"
        rf"|\bworks? (?:fine )?(?:in|at|from) {_NETWORK},? (?:but |and |just )?not\b"
        r"|\b(?:everyone|everybody|colleagues|all others) (?:in|at|from) (?:the )?\w+"
        r"(?: office)? (?:can|works?)\b"
        r"|\bsame (?:\w+ ){0,2}(?:password|credentials?|creds|settings)(?: \w+)? works? (?:elsewhere|from)\b"
        r"|\bzu ?hause (?:geht|klappt|funktioniert)\b"
        r"|\b(?:avec|par|via|en|depuis|sur) (?:le |la |mon |un |une )?(?:partage de connexion|4g|5g"
        r"|hotspot|autre réseau"
        r"|autre connexion|données mobiles)(?: \S+){0,3} (?:marche|fonctionne|passe)\b"
        r"|\b(?:con|desde|por) (?:el |la |los |mi |otra? )?(?:datos(?: m[oó]viles)?"
        r"|hotspot|4g|5g"
        r"|red|conexi[oó]n|casa)(?: \S+){0,2} funciona\b"
        r"|\b(?:con|da|dal|dalla|tramite) ?(?:l['’]|il |la |un['’ ]|un['’]altra )?(?:hotspot|rete mobile"
        r"|altra rete|4g|5g"
        r"|casa)(?: \S+){0,2} funziona\b"
        r"|\b(?:com|pelo|pela|de) (?:o |a |outra )?(?:hotspot|4g|5g|rede"
        r"|dados m[oó]veis)(?: \S+){0,2} funciona\b"
        r"|\b(?:via|met|op|vanuit) (?:de |een |mijn )?(?:hotspot|4g|5g|mobiele data"
        r"|ander netwerk)(?: \S+){0,2}"
        r" (?:werkt|lukt)\b|\bprzez (?:hotspot|inną sieć|sieć komórkową)(?: \S+)? działa\b"
        r"|\bworks? (?:fine )?(?:from|over|via|with|on|through) (?:\w+ )?\w+['’]s (?:phone['’]?s? )?hotspot\b"
        r"|\bnur (?:aus|im|vom|von) (?:dem |der |unserem )?(?:büro|firmennetz|vpn|firma)\b"
        r"|\ben casa (?:sí |si )?funciona|\bchez moi,? (?:ça|cela) (?:marche|fonctionne)"
        r"|à la maison,? (?:ça|cela) (?:marche|fonctionne)|\ba casa funziona|\bem casa funciona"
        r"|\bworks? (?:fine )?(?:from|over|via|with|on|through) (?:the |our |my |an? )?"
        r"(?:office|hotspot|mobile (?:data|network)|(?:other|another|different) network|4g|5g|lte)\b"
        r"|(?:über|\b(?:im|mit|aus|von)) (?:\w+ )?"
        r"(?:hotspot|mobilfunk|büro|homeoffice|handynetz|lte|zu ?hause)"
        r"(?: \w+)? (?:geht|klappt|funktioniert)\b"
    ),
    "prose.public-resolver": (
        # An address alone may be anybody's, written so to hide it.
        r"\b(?:dns|resolvers?|name ?servers?|resolv\.conf)(?:[ :=]+\w+){0,3}[ :=]+"
        r"(?:8\.8\.8\.8|8\.8\.4\.4|1\.1\.1\.1|1\.0\.0\.1|9\.9\.9\.9)\b|\b(?:public|open) (?:dns|resolver)"
        r"|\b(?:google|cloudflare)(?:'s)? (?:public )?dns\b|\bquad9\b"
        r"|\b(?:8\.8\.8\.8|1\.1\.1\.1|9\.9\.9\.9) (?:as|for|is)(?: \w+){0,2} (?:dns|resolver|name ?server)\b"
    ),
    "prose.home-connection": (
        r"\bpbl\b|\bfrom home\b|\bhome (?:connection|internet|network|router|server|ip|line)"
        r"|\b(?:cable|fib(?:er|re)|vodafone|comcast|telekom)[- ](?:\w+-?)?(?:connection|internet|anschluss)\b"
        r"|\banbieterwechsel\b|\bresidential\b|\bdsl\b|\bdial-?up\b|\b(?:dynamic|changing) (?:ip|address)"
        r"|\b(?:von|aus) zu ?hause\b|\bdynamische ip"
    ),
    "prose.speedport": r"\bspeedport\b",
    "prose.antivirus": (
        r"anti-?virus|avast|kaspersky|\beset\b|bitdefender|mcafee|norton|firewall|\bproxy\b|fortinet"
        r"|fortigate|sophos|zscaler|\bvpn\b|\bcisco asa\b|\bpalo alto\b|\bsonicwall\b|\bwatchguard\b"
        r"|\b(?:mail|web) shield\b"
    ),
    "prose.own-network": (
        r"\b(?:in|within|inside|from) (?:the |our |my |an? )?(?:lan|(?:local|internal) network|intranet)\b"
        r"|\b(?:im|in unserem|aus dem) (?:lan|hausnetz|internen netz|firmennetz)\b"
    ),
    "prose.other-port-works": (
        rf"\b{_PORT} (?:accepts|takes) (?:the|this|that|our|my|it|them)\b"
        rf"|\b{_PORT}(?: (?:does|still|alone|itself))? {_WORKS}(?: fine| well)?(?:$|\s*[^\s\w?]|\s+[^\sn?])"
        rf"|\b{_WORKS}(?: (?:fine|well|perfectly|gut|bien|bene))?(?: \S+){{0,3}} {_OVER}(?: \S+)? {_PORT}\b"
        rf"|(?:^|\s){_OVER} {_PORT},? (?:\S+ ){{0,4}}{_WORKS}(?:$|\s*[^\s\w?]|\s+[^\sn?])"
    ),
}
_MAIL_PORT: Final = re.compile(
    r"(?<![\w.,-])(?:(?<=:)25|(?i:port |on |auf |sur |en )25|465|587|2525)(?![\w-])"
)


def names_several_ports(text: str) -> bool:
    """Whether a text names two of the ports that mail is handed in at: one fails where the other works."""
    ports = {port[0].split()[-1] for port in _MAIL_PORT.finditer(text)}
    return len(ports) > 1

"""What people write beside an error of how one logs in there: app passwords, tokens, what is allowed.

Each with its evidence tag, in words that stand in this order, as in `credential_words`.
"""

from __future__ import annotations

from typing import Final

# What Microsoft calls a login by password, and what was done to it.
_BASIC_AUTH: Final = "(?:basic|legacy) (?:smtp )?auth(?:entication)?"
_SWITCHED_OFF: Final = (
    "(?:(?:turn|switch|shut)(?:s|t?ing|ed)? off|disabl(?:ed|es|ing)|kill(?:ed|s)|retired?"
    "|deprecat(?:ed|es|ing)|remov(?:ed|es|ing)|end(?:ed|s)|drop(?:ped|s)|block(?:ed|s)|discontinued)"
)

# Who speaks of one of these logs in at Microsoft's: nobody else calls it so.
OF_MICROSOFT: Final = frozenset(
    ("prose.basic-auth-off", "prose.security-defaults", "prose.conditional-access")
)
# In RE2 syntax, letter case ignored; the tags are explained in `bot/knowledge/evidence.toml`.
OF_LOGIN: Final = {
    "prose.secure-password-authentication": (
        r"\bsecure password auth|\bgesicherte kennwort|\bauthentification (?:par mot de passe )?sécurisée"
        r"|\bautenticación de contraseña segura|(?:^|[\s(\"'])spa[)\"']"
        r"|\b(?:tries|trying|uses|using|sends|speaks|only (?:does|knows|supports)) (?:auth )?ntlm\b"
        r"|\bspa (?:is |was )?(?:ticked|checked|enabled|active|on)\b|\b(?:ticked|enabled|using|uses) spa\b"
    ),
    "prose.setting-just-changed": (
        r"\b(?:enabled|activated|ticked|allowed|(?:switched|turned) on)\b.*"
        r"\b(?:(?:\d+|an?|few) (?:minutes?|mins?|hour)|just|moments?) ago\b"
        r"|\bjust (?:now )?(?:enabled|activated|ticked|allowed|switched|turned)\b"
        r"|\b(?:eben|gerade|vor \d+ minuten)\b.*\b(?:aktiviert|eingeschaltet|freigeschaltet|erlaubt)\b"
    ),
    "prose.shared-mailbox": (
        r"\bshared (?:mailbox|inbox)|\b(?:freigegebene[sn]?|geteilte[sn]?) postfach|\bbo[iî]te partagée"
        r"|\bbuzón compartido"
    ),
    "prose.security-defaults": (
        r"\bsecur(?:ity|e)[- ]defaults?\b|\bsicherheitsstandards\b|\bparamètres de sécurité par défaut"
        r"|\bvalores predeterminados de seguridad"
    ),
    "prose.basic-auth-off": (
        rf"\b{_BASIC_AUTH} (?:(?:is|was|has|been|got|gets|being|now|already) )*(?:{_SWITCHED_OFF}|gone)\b"
        rf"|\b{_SWITCHED_OFF} (?:(?:the|our|their) )*{_BASIC_AUTH}\b"
        r"|\b(?:basic|legacy)[- ]auth(?:entifizierung|entication)? (?:wurde |ist |jetzt )*"
        r"(?:abgeschaltet|deaktiviert|abgeschafft)\b"
        r"|\bautenticación básica\b.*\bdes(?:habilitad|activad)|\bauthentification de base\b.*\bdésactiv"
    ),
    "prose.conditional-access": (
        r"\bconditional access\b|\bblock(?:s|ing|ed)? legacy auth|\bbedingte[rn]? zugriff"
        r"|\baccès conditionnel|\b(?:acceso|acesso) condicional|\baccesso condizionale"
        r"|\bvoorwaardelijke toegang"
    ),
    "prose.no-auth-sent": (
        r"(?:\bnot|n['’]t|\bnever)(?: even| seem to(?: be)?| be)* (?:(?:try|tries|trying|attempt|attempting)"
        r" (?:to )?(?:smtp )?(?:auth|log ?in)|(?:sends?|sending|pass(?:es|ing)?|transmit\w*)"
        r" (?:(?:the|any|its|my|our|smtp) )*(?:auth|log-?in|credential|user ?name|password))"
        r"|\bno (?:sasl )?(?:auth|log-?in)(?: command)? (?:is |was |gets? )?(?:sent|tried|attempted|issued)\b"
        r"|\b(?:but|and|shows?) no sasl (?:auth\w*|log-?in)\b"
        r"|\b(?:it|client|program|app|device|printer) (?:is|was)(?: not|n['’]t)"
        r" (?:logging in|authenticating)\b"
        r"|\bwithout (?:even )?(?:trying to )?(?:log(?:ging)? ?in|authenticat(?:e|ing))\b"
        r"|\b(?:meldet|loggt) sich (?:gar )?nicht an\b|\bversucht (?:gar )?keine? (?:anmeldung|login)"
    ),
    "prose.login-service-down": (
        r"\b(?:ldap|active directory|domain controller|dovecot|saslauthd"
        r"|auth(?:entication)? (?:server|service|backend)|user database|mysql|postgres)(?: \w+){0,4} "
        r"(?:down|offline|unreachable|not running|stopped|crashed|dead|unavailable)\b"
    ),
    "prose.two-step": (
        r"\b(?:google|microsoft|ms) authenticator\b|\bauthenticator app\b"
        r"|\b(?:approve|confirm) (?:the |each |every )?(?:log|sign)-?in on (?:the|my|his) phone\b"
        r"|\b[2t]fa\b|two[- ](?:step|factor)|2[- ]step|\bmfa\b|multi-?factor|zwei-?faktor|zweistufig"
        r"|double authentification|deux (?:étapes|facteurs)|dos (?:pasos|factores)|duas etapas|dois fatores"
        r"|due (?:passaggi|fattori)|twee(?:staps|factor)|двухфактор|двухэтапн|两步验证|双重验证|二次验证"
        r"|dvouf[áa](?:zov|ktor)|dwu(?:etap|sk[łl]adnik)ow|tv[åa](?:stegs|faktor)|to(?:trins|trinns|faktor)"
        r"|k[ée]tl[ée]pcs[őo]s|iki (?:ad[ıi]ml[ıi]|a[şs]amal[ıi]|fakt[öo]rl[üu])|[二2]段階認証|二要素認証"
    ),
    "prose.no-two-step": (
        r"\b(?:2fa|mfa|(?:two|2)[- ](?:step|factor)(?: (?:verification|auth\w*))?|multi-?factor\w*"
        r"|zwei-?faktor[\w-]*)(?: (?:is|was|are|ist|wurde))?"
        r" (?:off|disabled|not (?:on|enabled|active|set)|aus|deaktiviert|nicht (?:an|aktiv))\b"
        r"|\b(?:no|without|ohne|keine?|sin|sans|senza|sem) (?:2fa|mfa|zwei-?faktor)"
        r"(?:$|[.,;:)]| (?:on|at|in|is|for|and|but)\b)"
    ),
    "prose.programs-not-allowed": (
        r"\b(?:third[- ]party|external|smtp|imap|pop3?)(?: (?:apps?|programs?|clients?))?"
        r"(?: access| login)? (?:is |was |are |also |still )*(?:off|disabled|(?:switched|turned) off"
        r"|not (?:enabled|allowed|on|activated))\b"
    ),
    "prose.no-app-passwords": (
        # Google's own sentence on its page, and people's.
        r"\b(?:setting|option|feature)\b.*\bnot available for (?:your|this|my|his|her|the) account"
        r"|\bapp(?:lication)?[- ]?passwords?(?: \w+)?(?: is| are)?(?: not|n['’]t)"
        r" (?:available|offered|shown|there|allowed|permitted)\b"
        r"|\bapp(?:lication)?[- ]?passwords? (?:are |is |were |have been )?"
        r"(?:blocked|disabled|forbidden|prohibited|(?:turned|switched) off)\b"
        r"|\b(?:no|can(?:not|['’]t| not) (?:find|see|create|make|generate)) (?:an? |the |any )?"
        r"app(?:lication)?[- ]?passwords?\b"
    ),
    "prose.app-password": (
        # Somebody uses one; a server's "Application-specific password required" asks for it.
        r"\b(?:us(?:e|ed|ing)|tried|with|via|created|creating|generated|generating|made|set up|entered|have"
        r"|had|typed|copied|pasted"
        r"|my|new|same) (?:(?:an?|the|my|our|its|this|that|new|fresh|right|correct|gmail|google|yahoo|icloud"
        r"|(?:16|sixteen)[- ](?:digit|char|character|letter)s?) )*"
        # Any word there (`(?:\w+ )*`) would double what all of these signs cost.
        r"(?:app(?:lication)?[- ]?(?:specific )?password|authori[sz]ation code)"
        r"|\bgot (?:an?|the|my|his|her|their|our) (?:new )?app[- ]?password\b"
        r"|\bapp[- ]generated passwords?\b|\bpassword generated (?:by|for|in) (?:the |my )?app\b"
        r"|\bapp(?:lication)?[- ]?(?:specific )?passwords? (?:(?:was|is|are|were|has been|stands?) )?"
        r"(?:just |freshly |newly )?(?:made|created|generated|new|fresh|used|entered|set|refused|worked"
        r"|fails?|failed|rejected|does(?: not|n['’]t) work|is(?: not|n['’]t) (?:working|accepted))\b"
        r"|\bapp(?:lication)?[- ]?(?:specific )?passwords? (?:is|are|stands?) in\b"
        r"|\b(?:settings|user ?name|e-?mail|address|host) and (?:the |my |an )?app[- ]?password\b"
        r"|\bapp[- ]?passwords? (?:correctly|properly|(?:is|was|are|were|gets?|being) (?:also )?"
        r"(?:not accepted|rejected|refused)|(?:still )?(?:does|do|did)(?:n['’]t| not) (?:work|help)"
        r"|not (?:working|accepted))"
        r"|アプリ ?パスワード\S*(?:生成|作成|発行|使って)|앱 ?비밀번호\S* (?:생성|만들|사용)"
        r"|(?:获取|填写?|[^要请须以]使用|生成|设置|配置|换成|改成|改为)了?[^\s，。？?]*授权码"
        r"|授权码(?:也|都|已|[^\s，。？?]*(?:没问题|没错|正确的|对的))"
    ),
    "prose.oauth": (
        r"\bx?oauth[ -]?2?(?:\.0)? (?:access |refresh )?(?:token|credential|flow|login"
        r"|authori[sz]ation|authentication|for auth)"
        r"|\bsetoauth\b|\brefresh[ _]?token\b|\bauth token\b|\(oauth2?\)|\"schemes\": ?\"bearer"
        r"|\bx?oauth2? with (?:the )?(?:scope|token)|\bx?oauth2? (?:fails|failed|error|says|returns)\b"
        r"|\baccess[ _]token|\b(?:uses?|using|used|with|via|over) x?oauth|auth xoauth2|auth=bearer"
        # Nodemailer's setting.
        r"|\btype['\"]?\s?[:=]\s?['\"]oauth2"
        r"|mechanismoauth2|\btoken (?:only )?(?:has|with|lacks?|without|misses)\b"
        r"|\b(?:smtp|login|auth\w*|server|account|mailbox),? (?:with |by |via )?x?oauth2?(?:\W|$)"
        r"|\(xoauth2\b|(?:^|[\s>:<])334 eyj"  # a server's answer to a token it does not take (RFC 7628)
        r"|\bsmtp\.send(?:[^\w(]|$)"
        # Tools and settings are named for it: sasl-xoauth2, mutt_oauth2.py, oauth2_scope.
        r"|[a-z][-_]x?oauth2\b|\boauth2[-_](?:scope|token|proxy|client)"
        r"|\b(?:switched|moved|migrated|changed)(?: \w+)? to (?:modern auth\w* (?:and|with) )?oauth"
    ),
    "prose.no-login": (
        r"(?:\bnot|n['’]t) (?:need|require|want|ask for)(?: (?:any|an?|smtp))* "
        r"(?:log-?in|auth|credential|password)|\bnot to (?:authenticate|log ?in)\b"
        r"|\b(?:needs?|requires?|wants?) no (?:smtp )?(?:log-?in|auth|credential|password)"
        r"|\bno (?:log-?in|auth(?:entication)?|credentials?|password)"
        r"(?: (?:is |are )?(?:needed|required|set|used|enabled|configured)|[,;:])"
        r"|\b(?:an?|our|my|local|internal) (?:\w+ ){0,2}(?:server|relay),? without (?:any |smtp )?"
        r"(?:auth|log-?in|credential)"
        r"|\b(?:ohne (?:smtp-?)?(?:auth|anmeldung|login)|sans auth|sin auten|sem auten|senza auten)"
        r"|\b(?:allows?|accepts?|permits?|takes?) (?:non[- ]?auth|unauthenticated|anonymous)"
        r"|без (?:авторизац|аутентификац)|認証(?:なし|無し|をせず|していない)"
        r"|(?:无需?|没有?|不需要?)(?:身份)?(?:认证|验证)"
    ),
}

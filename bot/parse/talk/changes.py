"""How changes are told and planned: release notes, commits, pull requests, tickets with a plan.

Signs only; what they make of a text is decided in `reported`.
"""

from __future__ import annotations

from typing import Final

from bot.parse.signs import BEGINS, ENDS, TALK, Signs
from bot.parse.talk.told import ENDS_NAME, NUMBER

# A commit's subject, alone or behind its number, with the prefix of its
# kind or area: "fix(smtp): ...", "mail: introduce ...".
_SUBJECT: Final = (
    r"^\W*(?:fix(?:e[sd])?|bug ?fix(?:es)?|feat(?:ure)?|chore|refactor|docs?|perf|ci|cleanup|improved?"
    r"|release notes|breaking changes?)(?:\([\w/,. -]+\)| #\d+)?[!*]*: *[^\s\d]"
    r"|^\W*fixe[ds] (?:[\w-]+ )*(?:errors|bugs|issues|problems|failures)\b"
    r"|^\W*[\da-f][\da-f][\da-f][\da-f][\da-f][\da-f][\da-f]+ [\w/-]+: [a-z]"
    r"|^\W*(?:[\w/-]+ )*[\w/-]+: (?:implement|introduce|refactor|rescue|surface|expose|propagate"
    r"|add support for) [a-z]"
    r"|^\W*(?:[\w/-]+ )*[\w/-]+: (?:gebe?|gib|zeige?|fange?|füge?) [^\n]+ (?:zurück|aus|an|ab|hinzu)\W*$"
    r"|^\W*(?:add|create|delete|edit|move|remove|rename|update) [\w./-]+\.(?:md|mdx|rst|txt|html|ya?ml|json"
    r"|toml|go|java|js|php|pl|py|rb|rs|ts)\b"
)
# An item of a list of changes: with its verb, with the file that was changed, as Postfix's HISTORY has it.
_ITEM: Final = (
    r"^\s*[-*•] \W*(?:fix(?:e[sd])?|improved?|bumped|supports?|handles?) [^\d]"
    r"|^\s*\* [\w-]+/[\w./-]+\.(?:[ch]|cc|cpp|py|pl|java|go)(?: \([\w, ]+\))?: [a-z]"
    r"|^\s*[-*•] \[[ x]\] (?:add|check|docs?|document|fix|handle|hint|implement|map|remove|retry|show"
    r"|support|test|update|write)\b"
    r"|^\s*[-*•] \[[ x]\] [45]\d\d(?: [45]\.\d\.\d+)?: (?:add|check|link|shorter|longer|new|nicer|better"
    r"|rewrite|test"
    r"|explain|translate|show|hide|rename|document) "
    r"|^\W*(?:bugfix|workaround|usability|fine tuning)\??(?: \([^()]*\))?: +[a-z]"
    r"|^\[(?:incompat|feature|bugfix) \d"
)
# What a change does: "Add note on SMTPRecipientsRefused".
_DOES: Final = (
    r"^\W*(?:add|document|handle|catch|ignore|support|allow|avoid|prevent|do not|don['’]t) (?:\w+ )*"
    rf"(?:smtp\w+{ENDS_NAME}|error [45]\d\d|[45]\d\d (?:error|repl|response|code))"
    r"|^\W*(?:add|document) (?:[\w.]+ )*[45]\d\d [45]\.\d\.\d+ (?:smtp )?(?:error|reply|code)\W*$"
    r"|^\W*(?:add|extend|improv|remov|updat)(?:e|e?s|ing)? (?:an? |the |some |more )?(?:descriptions?|notes?"
    r"|explanations?|links?) (?:to|for|of|on|about) (?:[\w-]+ ){0,3}[45]\d\d\b[^:\n]*$"
    r"|^\W*(?:return|(?:reply|answer|respond)(?: with)?) (?:an? |the )?[45]\d\d(?: [45]\.\d\.\d+)?"
    r" (?:so|if|when|unless|instead|rather)\b"
    r"|^\W*add (?:the )?(?:ability|possibility) to "
    r"|^\W*fail (?:when|if|early|fast|loudly|gracefully)\b"
    r"|^\W*(?:add|delete|extend|improve|remove|update|write) (?:an? |the |some |more )?(?:docs?|documentation"
    r"|readme|articles?|macros?|pages?|tests?) (?:for|of|on|about) "
)
# What a number is to be from now on: "Define 552 as MailboxFull".
_AS: Final = (
    r"^\W*(?:define|map|treat|classify|categori[sz]e|mark|count|handle|interpret|consider|register|report)"
    r" (?:\w+ )*\W?(?:[45]\d\d|[45]\.\d\.\d+)\W+(?:\w+ )*(?:as|to|like) "
    r"|\b(?:can|could|may|might|should|shall) (?:we|you|they|one) (?:\w+ )?(?:add|include|treat|count|map)"
    r" (?:\w+ )*\W?(?:[45]\d\d|[45]\.\d\.\d+)[^?!\n]* (?:as|to|like|in) "
)
# What a change is for stands behind it: "mailer: retry on temporary errors (451 4.7.1 Greylisted)".
_FOR: Final = (
    r"^\W*(?:[\w/-]+: )?(?:treat|retry (?:on|after|when)|(?:do not|don['’]t|never) (?:retry|fail|crash"
    r"|swallow|treat|count|suppress|hide|log|raise)|surface|show|handle|map|catch|parse|classify|count|expose"
    r"|recogni[sz]e|tolerate) [a-z '’-]+\([45]\d\d[ -][^()\n]*\)\W*$"
)
# A line that notes a change.
NOTE: Final = Signs(TALK, f"{_SUBJECT}|{_ITEM}|{_DOES}|{_AS}|{_FOR}")
# Which number a server is to answer with: another one than it does, the standard's, a fitting one.
_IS_TO_ANSWER: Final = (
    rf"\b{NUMBER}\b[^\n]* (?:instead of|rather than)(?: [a-z]+)*:? ?\W?{NUMBER}\b"
    r"|\b[45]\d\d (?:response|reply|error|code) (?:should|must|shall|may) be (?:returned|sent|given|used)\b"
    r"|\b(?:what|which) (?:[a-z]+ )*(?:code|response|reply|error|status|number) (?:should|must|shall) "
    r"(?:the|my|our|an?) (?:[a-z]+ )*(?:server|mta|relay|proxy|api|program|gateway|handler) (?:give|return"
    r"|send|answer|use)\b"
)
# The headings of a plan, a user's story and a wish; nobody opens the report of an error so.
PLAN: Final = Signs(
    TALK,
    r"^\W*(?:acceptance criteria|definition of done|done when|test plan|proposal|proposed behaviou?r"
    r"|non-goals|out of scope|suggested (?:\w+ )?tests?"
    r"|which feature or improvement would you like to request"
    r"|describe the (?:feature|solution) you['’]d like)\W*$|^\W*i want [^\n]*\n\W*so that "
    r"|\b(?:the|this|my|our) (?:request|proposal|suggestion|idea) is (?:to|that)\b"
    r"|(?:^|[.!?] )\W*(?:(?:i|we) (?:miss|am missing|are missing)|(?:i|we)['’](?:m|re) missing|this (?:misses"
    r"|lacks|needs)) an? (?:\w+ )?test\b|^\W*there is no (?:\w+ )?test (?:of|for|that)\b"
    r"|^\W*\[(?:feature|enhancement|idea|proposal|wish|rfe|fr)(?:[ -]request)?\]"
    r"|^\W*\[request\] (?:add|allow|let|make|show|support) "
    r"|^\W*feature request: "
    r"|^\W*(?:pr|mr|code|pull request|merge request) review(?: (?:of|for|on|comments?) ?[^:\n]*)?: "
    # What a tracker tells of a ticket, whose title may be anything, and of what somebody set up in it.
    r"|\b(?:ticket|case|issue|request|conversation) #?[\w-]+ [\"“][^\"”\n]*[\"”] (?:was|has been|is now)"
    r" (?:merged|assigned|closed|reopened|updated|escalated|moved)\b[^:\n]*$"
    r"|\b(?:trigger|rule|automation|macro|filter|workflow|template) [\"“][^\"”\n]*[\"”] (?:was|has been)"
    r" (?:updated|created|changed|edited|deleted|renamed)\b"
    r"|\bmoved from [\w -]+ to (?:done|closed|resolved|review|testing|in progress|to do|backlog|blocked)\b"
    r"|^\W*(?:current|desired|expected|previous|new) behaviou?r (?:before|after) (?:the |this )?(?:pr|mr"
    r"|change|patch)\b"
    r"|^\W*(?:it should be possible (?:to|for)\b"
    r"|there is currently no (?:way|method|option|means) (?:\([^()\n]*\) )?(?:to|of|for)\b)"
    rf"|{_IS_TO_ANSWER}"
    # A case of long ago.
    r"|^\W*(?:(?:do you|does anyone|anyone|who) )?remember(?:s|ed)? (?:the|that|our) [^\n]*\bfrom\b",
)
# That a version is there, or will be; behind it somebody may tell of something else.
RELEASED: Final = Signs(
    TALK,
    r"^\W*(?:release|version|update|hotfix|build) v?\d[\w.]* (?:goes|is (?:going|out|live|planned|scheduled)"
    r"|will|ships|rolls|comes|lands|brings|adds|apporte|ajoute|bringt|trae|traz|porta|brengt|dodaje)\b",
)
# A text that tells what a change does, from its first words on.
CHANGE: Final = Signs(
    TALK,
    r"(?:^|[.!?] )\W*this (?:pr|mr|pull request|merge request|change|commit|patch) [a-z]+s\b"
    rf"|{BEGINS}(?:(?:[\w-]+: |so,? )?this )?(?:adds|fixes|removes|updates|introduces|implements|applies"
    r"|replaces|refactors|reverts|restores) (?:an? |the |support )"
    r"|^\W*this is to (?:upgrade|update|fix|improve|change|add|make|allow|avoid|prevent) "
    r"|\btests? (?:is|are|was|were) added (?:to|for|that|which)\b"
    r"|^\W*add(?:ed|s) an? [`a-z]|^\W*(?:tiny|small|quick) (?:commit|patch) "
    r"|\b(?:before|after|with) this (?:patch|commit|change)\b"
    r"|\bthe (?:logic|check|parser|function|method) (?:that|which) [^.\n]* was (?:incorrect|wrong|buggy)\b"
    r"|^\W*git (?:commit|tag) "
    r"|^\W*(?:exclude|leave out) [a-z]",  # from a log, a list of crashes
)
# The heading of such notes, and the forms to fill in for a change.
_HEADING: Final = (
    r"^\W*(?:change ?log|release notes|what'?s (?:new|changed)|full changelog|breaking changes?"
    r"|list of fixed issues.*|this (?:pr|pull request|change)|what (?:does )?this (?:pr|change)\b.*"
    r"|what this (?:adds|does|fixes|changes)"
    r"|scope of the (?:pr|change)|how has this been tested|type of change|summary of changes"
    r"|(?:bug ?)?fix(?:es|ed)|approach and fix|testing done)\W*$"
    r"|^\W*(?:change ?log|release(?: notes)?)(?: for| of)? v?\d+(?:[.-]\d+)*:"
)
# A version with its day, as a heading, or above a list of what is new in it.
_VERSION: Final = (
    r"^\W*v?\d+\.\d+(?:\.\d+)?\]?[\s(–-]+\d{4}-\d\d-\d\d"
    r"|^##+ \[?v?\d+\.\d+\.\d+\]?$|^\W*(?:v\d+\.\d+(?:\.\d+)?|\d+\.\d\d+\.\d+|[013]\.\d+\.\d+)\W*\n\W*[•*-] "
)
_DONE_BY: Final = (
    r"^\W*(?:implemented|fixed|resolved|closed|merged) (?:at|in|by|with) (?:the )?"
    r"(?:commit|pr\b|pull request|#\d)"
)
# An item that ends by the number of its ticket: "- BugFix: STARTTLS failed (#74)".
_NUMBERED: Final = (
    r"^\s*[-*•] (?:bug ?fix|fix(?:e[ds])?|task|feature|enhancement|improve[a-z]*|add(?:ed|s)?|change[ds]?"
    r"|update[ds]?|remove[ds]?|security|docs?|chore|refactor[a-z]*|build|ci|tests?)\b[^\n]* \(#\d+\)\W*$"
)
# A text that lists changes, or closes a ticket by one.
NOTES: Final = Signs(TALK, f"{_HEADING}|{_VERSION}|{_DONE_BY}|{_NUMBERED}")
# What sells something, and what looks for somebody to do the work.
_ADVERT: Final = (
    r"\b(?:book (?:a|an|my|your) (?:free )?(?:audit|demo|call|consultation|meeting)"
    r"|download (?:the|our|your) (?:free )?(?:e-?book|white ?paper|checklist|guide))"
    r"(?:\W*$|[.!\]]| (?:before|now|today)\b)"
    r"|\b(?:m/[fw]/[dx]|[fw]/m/[dx]|h/f|f/h)\b"
    r"|^\W*job: (?:\w+ )*(?:administrator|agent|analyst|developer|engineer|manager|specialist)s?\b"
    r"|^\W*(?:job (?:ad|advert|offer|opening|posting)|stellenanzeige|offre d['’]emploi|vacature"
    r"|oferta de (?:empleo|trabajo)|offerta di lavoro): "
    r"|^\W*wir suchen (?:ab sofort |zum \w+ )?eine?n? (?:[\w/-]+ )?\pL*"
    r"(?:admin|administrator\w*|entwickler\w*|engineer\w*|techniker\w*|mitarbeiter\w*|spezialist\w*)"
    r"(?:\W*$|[.!/]| \()"
)
# A mailing list's mails of a day, which quote anybody's errors; a newsletter, a talk, a post or a job that is
# made known; how much came back in a week.
DIGEST: Final = Signs(
    TALK,
    r"^\W*today's topics:\W*$|^\W*send \S+ mailing list submissions to\b"
    r"|^\W*\[newsletter\]\W|^\W*(?:[\w'’]+ ){1,3}(?:digest|newsletter|round-?up),? (?:#|no\.? ?"
    r"|issue )\d+(?:$|:)"
    r"|(?:^|[.!?] )\W*(?:in )?this (?:edition|issue|month|newsletter|week): [^\n]*"
    r"\b(?:webinar|(?:un)?subscribed?|myths|interview)\b"
    # What a filter keeps for its reader; what a report on one's domain counts (RFC 7489 7.2).
    r"|^\W*you have \d+ (?:new )?(?:held|quarantined|blocked|spam) (?:e-?mails?|messages?)\b"
    r"|\b\d+ (?:(?:mails|messages|not) )*(?:un)?aligned\b"
    r"|^\W*(?:our )?(?:new(?:est)?|latest) (?:blog ?post|article|episode|video)s?(?: on [^\n:]+)?: "
    r"|\b(?:watch|join|register for|sign up for) (?:the|our|this) (?:free |next )?webinar\b"
    rf"|{_ADVERT}"
    r"|^\W*(?:hard|soft)[ -]bounces?(?: rate)?: ~?\d[\d.,]* ?%",
)
# What came of a test, as the runners of Go and Python print it.
_OUTCOME: Final = (
    r"^\s*--- (?:fail|pass|skip): \w|^ok\s+[\w.-]+/\S+\s+\d+\.\d+s$"
    r"|\.py::\w[^\n]* (?:passed|failed|error|skipped|xfail|xpass)\b"
    r"|^(?:passed|failed|error) [^\s:]+\.py::"
)
# What a test is to see, as people write it in steps; what came of each in TAP, the form of Bats and prove.
SCENARIO: Final = Signs(
    TALK,
    r"^\W*scenario(?: outline)?: [^\n]*\n\W*(?:given|when) |^\W*(?:not ok \d+ (?:- |\[?[a-z])|ok \d+ - [a-z])"
    r"|(?-i:\bGiven an? [^\n]* When [^\n]* Then )"
    rf"|{_OUTCOME}"
    # A question and its answer, as pages of questions have them.
    r"|^\W*q: [^\n]*\n\W*a: ",
)

# "rechaza todo" is Spanish for all of it; a word begins behind no letter: RE2's own \b takes the end of
# "método" for one.
_TO_DO: Final = (
    r"(?-i:\bTODO\b)|(?:^|[^\pL])to(?:-do\b|do:)|\bneeds a translation\b"
    r"|\btranslations? (?:needed|wanted|missing)\b"
    r"|^\W*(?:please )?add (?:an? |the )?(?:new )?(?:filter|column|button|field|label|tag|option|setting"
    r"|text|banner|page)\b"
)
_TESTS: Final = (
    r"\bon purpose\b|\b(?:mock|fake|stub)(?:ed)? (?:(?:smtp|mail) )?(?:server|repl(?:y|ies)|responses?)\b"
    r"|\bin (?:the|my|our) (?:demo|talk|slides|presentation|workshop)\b|^\W*seed (?:the|a|our) "
    r"|\battempt to (?:prevent|avoid|fix)\b"
    r"|\bto (?:trigger|provoke|force) an? (?:\w+ )*(?:error|bounce|failure|exception)s?\b"
    r"|\bsimulat|\bso (?:that )?we don['’]t (?:get|see)\b|\bprevents? (?:[\w()]+ )*from \w+ing\b"
    # What a test holds, or wants to see.
    r"|\b(?:tests?|specs?|test (?:suites?|cases?|files?)|spec files?|fixtures?|snapshots?)"
    r" (?:also |only |still )?(?:contains?|expects?|asserts?|covers?|checks?)\b"
    r"|\b(?:test|spec) (?:suites?|files?) (?:has|have) an? (?:case|test|row)\b"
)
_WOULD_BE: Final = (
    r"^\W*is there (?:an?|the|any) (?:possibility|option|setting|plan)s? (?:to|for|of|that|where)\b"
    r"|\bit would be an? (?:[\w-]+ )*(?:feature|idea|addition|improvement|enhancement)\b"
    r"|(?:\bit [wc]ould|^\W*would|\b[wc]ould it)(?: also)? be (?:\w+ )?(?:great|nice|good|better|useful|cool"
    r"|convenient|helpful|handy|awesome) (?:if|to|for|that|having)\b"
    r"|\bthere (?:should|could|must|ought to) be an? (?:[\w-]+ )*(?:message|warning|notification|notice"
    r"|hint)\b"
    r"|\bthe (?:proper|right|real|better|best|correct|clean|ideal) (?:fix|solution|approach) would be\b"
    r"|\bshould (?:not |also |only )?(?:raise|rethrow|catch|propagate) (?:an? |the )?"
    rf"(?:exception|\w*{ENDS_NAME})\b"
    r"|\bshould be (?:more|made) (?:clear|specific|helpful|useful|informative|verbose|meaningful|detailed)"
)
# What they will do, or do whenever it comes.
_WE_DO: Final = (
    r"\b(?:we|i)(?: (?:should|could|would|want to|now)|['’]d) (?:ideally |rather )?(?:add|reply|respond"
    r"|answer|show|handle|treat|support|count|collect|document|gather|track|skip|rename|write|retry"
    r"|deliver an?|report|display|return|suppress|stop|ignore|map)\b"
    r"|\bwe(?:['’]ll| will|['’]re going to| are going to) (?:to )?(?:need|add|make|implement|introduce|change"
    r"|allow|show|retry|log|look at (?:real|some|typical|common)|cover|discuss|go through|talk about)\b"
    r"|\bwe (?:avoid|prefer) [a-z]+ing\b|\bi suggest (?:we|to|that)\b"
    r"|^\W*(?:i|we) (?:pause|stop|retry|remove|mark|drop|disable|suppress|skip|delete) [^.]*"
    r"\b(?:when(?:ever)?|if|on|after) [^.]*$"
)
# What colleagues propose, or ask of one another: no mail of theirs failed.
_PROPOSED: Final = (
    rf"{BEGINS}let['’]s (?:add|build|collect|count|create|discuss|document|gather|keep|list"
    r"|prepare|put|rename|schedule|suppress|talk|track|write)\b"
    r"|\bwho (?:wants|would like|volunteers|is going) to (?:draft|document|maintain|own|present|review|take"
    r"|update|write)\b"
    r"|\b(?:i|we)(?:['’]d| would) like (?:to (?:have|see) )?(?:an?|the) (?:[\w-]+ )?(?:alert|article|banner"
    r"|button|chart|column|field|filter|graph|label|macro|option|page|report|setting|tag|template|view)s?\b"
    rf"|{BEGINS}(?:could|can|should|shall|might) (?:we|you) (?:(?:please|also|maybe|just) )?(?:add|show"
    rf"|display|have|build"
    r"|put|make|offer|introduce) an? (?:[\w-]+ )?(?:alert|article|badge|banner|button|chart|column|field"
    r"|filter|graph"
    r"|hint|icon|label|link|macro|message|notice|option|page|report|setting|tag|template|tooltip|view"
    r"|warning)s?\b"
    rf"|{BEGINS}should (?:an? |the |every |all )?\W*(?:$|[45]\d\d)"
    r"|\b(?:macros?|templates?|articles?|runbooks?|playbooks?|canned answers?|makros?|vorlagen?"
    r"|textbausteine?|plantillas?|modèles?|modell[oi])"
    r" (?:(?:for|about|on|für|zu[rm]?|para|pour|per) |(?:in|im|en|dans) \w+: )?[\"'`“„«]"
    r"|\b(?:remove|delete|exclude|clean(?: up| out)?|drop|archive)"
    r" (?:(?:all|the|those|these|our|hard|soft|old) )*(?:bounced|bouncing|unsubscribed) (?:addresses"
    r"|contacts|recipients|leads)\b"
    r"|\b(?:stop|never|don['’]t|do not) [^.\n]* to (?:bounced|bouncing|unsubscribed) (?:addresses|contacts"
    r"|recipients|leads)\b"
    # "If a customer reports "mailbox full", ask them ...": what to do about whoever comes with it.
    rf"|{BEGINS}(?:(?:and|so|but) )?(?:if|when(?:ever)?) (?:(?:an?|the|any|another) )?(?:customers?|clients?"
    r"|users?|some(?:body|one)|any(?:body|one)|people) (?:sees?|gets?|has|have|reports?|shows?|mentions?"
    r"|complains? about|asks? about|quotes?|pastes?) (?:(?:an?|the|this|that|error|code|message|reply) )*"
    r"(?:[\"'`“„«]|\W*(?:$|[45]\d\d))"
)
# What one asks of whoever writes a program.
_REVIEW: Final = (
    r"\b(?:can|could|would) (?:you|we) (?:please |also |maybe |just )?(?:wrap|catch|return|raise|throw"
    r"|rethrow|rename|refactor|map|assert|mock|unit-?test|handle|swallow) [a-z`]"
    r"|\b(?:put|add|include|mention) (?:an? |the |some )?examples? (?:of|for) (?:an? |the )?[`\"']"
    r"|\b(?:i|we) (?:wrote|added|have) an? (?:unit |new )?tests?\b|\b(?:i|we) merged\b"
    r"|\bso (?:i|we)(?:['’]ve| have)? (?:implemented|added|wrote) [^,;.!?\n]* as an? (?:option(?:al)?"
    r"|fallback|setting|flag|switch)(?: \w+)?\W*$"
    r"|^\W*note to self\b|\b(?:don['’]t|do not|never) hard-?code\b"
)
# What a message is, before its first colon; a report may stand behind it.
ANNOUNCED: Final = Signs(
    TALK,
    r"^\W*(?:shipped|released|deployed|published) [\w./-]+ v?\d[\w.]*:|^\W*(?:shipped|hotfix|released?"
    r"|draft|proposal|decision|rule of thumb|fun fact|tip|checklist|survey"
    r"|recipe|agenda|(?:sprint |quarterly |team |our )?goals?|plan|macro|template|training"
    r"|next (?:sprint|quarter|release|milestone|steps?)"
    r"|(?:feature )?idea|reminder|webinar|blog ?(?:post|idea)|poll"
    r"|lessons?(?: learned)?|takeaways?|(?:our )?sla|retro)(?: [#\d][\w.]*"
    r"| (?:of|for) [\w ]+)?:|^\W*(?:imh?o|unpopular opinion|hot take)\b"
    r"|^\W*(?:(?:rollout|launch|migration|test|work) plan|(?:book|pro) tip"
    r"|[\w-]+ (?:agenda|checklist|retro|training|takeaways?)):"
    r"|^\W*new (?:in|on) (?:the |our )?(?:help|docs|documentation|knowledge|wiki|handbook|blog)"
    r"(?: (?:base|cent(?:er|re)|page))?: ",
)
# Somebody plans, tests or tells of a change.
WISH: Final = Signs(TALK, f"{_TO_DO}|{_TESTS}|{_WOULD_BE}|{_WE_DO}|{_PROPOSED}|{_REVIEW}")
# The title of a change, which quotes nothing.
TITLE: Final = Signs(
    TALK,
    r"^\W*(?:more|better) (?:helpful|informative|useful|meaningful|specific) (?:error )?messages?\b"
    # Its area stands in brackets: "[SMTP] Log timeout errors".
    rf"|{BEGINS}(?:[\w/ -]+\] )?(?:(?:(?:smtp|better|clearer|actionable|improved) )*"
    r"error (?:handling|logging|reporting)|add(?:ed|ing|s)?|catch(?:es|ing)?|fix(?:e[ds]|ing)?"
    r"|handl(?:e[ds]?|ing)|include|improved?|creat(?:ed?|es|ing) (?:an? )?new|refactor(?:ed)?|introduced?"
    r"|implement(?:ed)?|rescue[ds]?|swallow|ensure|updat(?:ed?|ing) log\w*|fall ?back to|(?:also )?ignore"
    r"|(?:don['’]?t|do not|never) (?:swallow|fail|crash|stop|retry|raise|throw|log|show|report|treat"
    r"|count|hide|ignore|break|block|attempt)|adjust(?:ed)?"
    r"|log (?:smtp|e?mail|the|all|any|an?)"
    r"|retry (?:\d+ times )?(?:transient|on|sending|e?mails?|mailer|when|if))"
    rf" [a-z][^:\"'`]*{ENDS}"
    # What a server is to refuse, or a program to take.
    rf"|{BEGINS}(?:[\w/ -]+\] )?(?:reject|refuse|deny|drop) (?:unknown|unverified|non-?existent|invalid"
    rf"|spoofed) [a-z][^:\"'`]*{ENDS}"
    rf"|(?:{BEGINS}|\bto (?:\w+ )?|\bthis )(?:allow|ignore|permit|accept)s? (?:(?:all|any|an?|the|smtp|of) )*"
    r"(?:self-?signed|unauthori[sz]ed|invalid|insecure|untrusted) (?:\w+ )*(?:cert|tls\b)"
    rf"|{BEGINS}(?:[\w/ -]+\] )?log (?:timeout|connection|delivery|sending) (?:errors?|failures?)\b",
)

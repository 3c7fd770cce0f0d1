"""What notices of mail servers say in other languages than English: not delivered, delivered, send it again.

Patterns in RE2's syntax, in small letters; which text is such a notice is judged in `report_signs`.
"""

from __future__ import annotations

from typing import Final

# What a report says of a mail that was not delivered.
UNDELIVERED: Final = (
    r"zustell|zugestellt|fehler bei der auslieferung|empfänger[^.\n]*nicht erreicht"
    r"|n['’]a (?:pas pu|pu être [^.\n]*(?:remis|distribué|livré)|pas été (?:distribué|remis|délivré))"
    r"|n'est pas parvenu|non remis|échec"
    r"|(?:votre|ihre|deine|[ts]u|sua|uw|je|(?:il )?[ts]uo) (?:e-?mail|message|courriel|nachricht|mensaje"
    r"|correo|mensagem|messaggio|bericht)[^.\n]* (?:a été|wurde|ha sido|fue|foi|è stat[oa]|is|werd) [^.\n]*"
    r"(?:rejeté|refusé|bloqué|abgelehnt|abgewiesen|zurückgewiesen|blockiert|rechazad|bloquead|rejeitad"
    r"|recusad|respint|rifiutat|bloccat|geweigerd|afgewezen|geblokkeerd)|mancat[ao] (?:consegna|recapito)"
    r"|errore nella consegna del messaggio"  # Italian certified mail's
    r"|falha (?:na|de) entrega|no se (?:ha )?pudo|no (?:ha|han|pudo|puede) (?:podido )?(?:ser|sido) entreg"
    r"|no se (?:ha )?entreg|non (?:è stato|recapitat)|impossibile|não (?:foi|pôde)|недоставлен|не доставлен"
    r"|не удал[оа]сь|не может\s{1,3}быть доставлен|配信|送信できません|配送|退信|无法|無法|未能|失败"
    r"|niet (?:kon |kan )?(?:worden )?(?:bezorgd|afgeleverd)|mensage[nm] (?:foi|fue) devol"
    r"|nie udało się dostarczyć|wiadomo[^.\n]*\bnie\b[^.\n]*(?:dostarcz|doręcz)"
    r"|zpráv[^.\n]*\b(?:nebyl|nelze|nemohl|nepoda)[^.\n]*doruč|\bnem [^.\n]*kézbes"
    r"|(?:meddeland|gick)[^.\n]*\binte\b[^.\n]*lever|viesti[^.\n]*\bei\b[^.\n]*toimit"
    r"|(?:meddelels|melding)[^.\n]*\bikke\b[^.\n]*lever|(?:[iİ]leti|alıcı|posta)[^.\n]*teslim edileme"
    r"|(?:메일|메시지|받는 ?사람)[^.\n]*(?:배달|발송|전송)[^.\n]*(?:못|않|실패)"
    # "Delivery to these recipients or groups failed", as Exchange has it
    r"|dostarcz[^.\n]*\bnie powiod|doruč[^.\n]*nezdař|kézbesít[^.\n]*\bnem siker|toimit[^.\n]*epäonnist"
    r"|levering[^.\n]*(?:mislyk|misluk)|livrar[^.\n]*nu a reuș|\bnu a (?:putut fi|fost) livrat"
    r"|доставк[^.\n]*следующим получ|не вдал(?:ося|ось|о) [^.\n]*достав"
    r"|tidak (?:dapat|bisa) (?:dikirim|terkirim)|pengiriman gagal|không thể (?:được )?gửi"
    r"|تعذر (?:تسليم|إرسال)|لم يتم تسليم|לא נמסר|meld[^.\n]*\bikke (?:ble )?lever|\bble ikke lever"
    r"|správ[^.\n]*\b(?:nebol|nemoh|nepodar)[^.\n]*doruč"
)
# Gmail's, which goes on "if it fails permanently".
TEMPORARY: Final = (
    r"problema tempor[aá]|problème temporaire|vorübergehend(?:es| ein) problem|tijdelijk probleem"
    r"|一時的な問題"
)
# A mail that is not there yet, and one that has arrived: notices of what has not failed.
DELAYED: Final = (
    rf"{TEMPORARY}|noch nicht zugestellt|zustell[^.\n]*verzöger|verzöger[^.\n]*zustell"
    r"|besoin de renvoyer|hoeft [^.\n]*niet opnieuw|(?:brauchen|müssen) [^.\n]*nicht erneut"
    r"|no (?:es necesario|necesita|tiene que) (?:reenviar|volver a enviar)"
    r"|não (?:é necessário|precisa) reenviar|non (?:è necessario|occorre) (?:reinviare|inviare nuovamente)"
    r"|повторно не (?:нужно|требуется)|не (?:нужно|требуется) [^.\n]*повторно|再送(?:する|の)?必要は"
    r"|(?:无需|無需|不需要|不必)(?:重新|再次)[发發]送"
    r"|(?:remise|distribution|livraison|message|courriel)[^.\n]*retard"
    r"|retard [^.\n]*(?:remise|distribution|livraison)"
    r"|pas encore été (?:remis|distribué|livré)|(?:entrega|mensaje|correo)[^.\n]*retras|retras[^.\n]*entrega"
    r"|(?:todavía|aún) no (?:ha sido|se ha) entreg|(?:entrega|mensagem)[^.\n]*atras|ainda não foi entregue"
    r"|(?:recapito|consegna)[^.\n]*ritard|non è (?:stato )?ancora (?:stato )?(?:recapitato|consegnato)"
    r"|(?:bezorg|aflever)[^.\n]*vertra|vertra[^.\n]*(?:bezorg|aflever)|nog niet (?:bezorgd|afgeleverd)"
    r"|opóźni[^.\n]*(?:dostarcz|doręcz)|(?:dostarcz|doręcz)[^.\n]*opóźni"
    r"|(?:jeszcze nie został|nie został[ay]? jeszcze)[^.\n]*(?:dostarcz|doręcz)|nie musisz [^.\n]*ponownie"
    r"|non è stato consegnato nelle prime dodici ore"  # Italian certified mail's first notice
    r"|задержк[^.\n]*доставк|доставк[^.\n]*(?:задерж|отлож)|(?:пока|ещё|еще) не (?:доставлен|удал)"
    r"|配信(?:遅延|が遅[れ延]|未完了|の遅延)|まだ[^。\n]*配信(?:されて|できて)いません"
    r"|(?:尚未|还未|還未)(?:送达|送達|投递|投遞)|延迟(?:投递|送达)|投递延迟|(?:배달|전송)[^.\n]*지연|지연[^.\n]*(?:배달|전송)"
    r"|teslim[^.\n]*gecik|gecik[^.\n]*teslim|(?:leverans|levering)[^.\n]*(?:försen|fördröj|forsink)"
    r"|(?:försen|fördröj|forsink)[^.\n]*lever|(?:ännu inte|endnu ikke|ennå ikke)[^.\n]*lever"
    r"|doruč[^.\n]*(?:zpožd|opožd)|(?:zpožd|opožd)[^.\n]*doruč"
)
# The words of the next ones, denied.
NOT_DELIVERED: Final = (
    r"non è stato (?:recapitato|consegnato)|no se ha entregado|não foi entregue"
    r"|nie dostarczon|не (?:был[оа]? )?(?:успешно )?доставлен"
)
DELIVERED: Final = (
    r"wurden? erfolgreich [^.\n]*zugestellt|erfolgreiche zustellung"
    r"|an (?:die )?folgenden empfänger zugestellt"
    # Exchange's, of what was handed on to a server that tells no more
    r"|zustellung an [^.\n]*abgeschlossen|remise à [^.\n]*terminée|completado la entrega"
    r"|entrega [^.\n]*concluída|recapito a [^.\n]*completato|bezorging [^.\n]*voltooid"
    r"|dostarcz[^.\n]*zakończon|доставка [^.\n]*завершен|已完成[^。\n]*[传傳][递遞送]|leverans[^.\n]*slutförd"
    r"|levering[^.\n]*ful[dl]ført|doručen[^.\n]*dokončen|teslim[^.\n]*tamamland|kézbesít[^.\n]*befejez"
    r"|a été (?:remis|distribué) (?:aux destinataires suivants|avec succès)"
    r"|se ha entregado (?:correctamente|a los siguientes destinatarios)"
    r"|entregad[oa] (?:correctamente|con éxito|com (?:êxito|sucesso))|foi entregue (?:com|aos seguintes)"
    r"|è stato (?:recapitato|consegnato) (?:correttamente|ai seguenti|nella casella di destinazione)"
    # Italian certified mail's: handed over, and handed on
    r"|ricevuta di avvenuta consegna|è stato accettato dal sistema ed inoltrato"
    r"|is (?:bezorgd|afgeleverd) bij de volgende|(?:bezorgd|afgeleverd) met succes"
    r"|dostarczon[oa] do następujących|успешно доставлен|доставлено следующим"
    r"|正常に配信|配信[がは]完了|(?:投递|送达|投遞|送達)成功|已成功(?:投递|送达|送達)"
)
# Of whom a group or mailbox takes mail, behind its address; in English too, since it stands as that.
TAKES_ONLY: Final = (
    r"only accepts (?:messages|e-?mails?)|akzeptiert nur (?:nachrichten|e-?mails)"
    r"|accetta solo (?:messaggi|e-?mail)"
    r"|(?:n['’]accepte que|accepte uniquement) (?:les|des) (?:messages|e-?mails)"
    r"|(?:solo|sólo) acepta (?:mensajes|correos)"
    r"|(?:só aceita|aceita apenas|aceita somente) (?:mensagens|e-?mails)"
    r"|accepteert alleen (?:berichten|e-?mail)|accepterar (?:bara|endast) meddelanden"
    r"|(?:przyjmuje|akceptuje) tylko wiadomości|принимает (?:только сообщения|сообщения только)"
)
# What a notice asks of who sent the mail.
SEND_AGAIN: Final = (
    r"\bversuchen sie[^.\n]* (?:erneut|noch einmal|nochmals) zu (?:ver)?senden"
    r"|\bsenden sie sie (?:erneut|noch)"
    r"|\b(?:essayez|tentez|réessayez) d(?:e |['’])(?:[^.\n]* )?(?:renvoyer|envoyer de nouveau"
    r"|envoyer à nouveau)|\bpuis renvoyez-le"
    r"|\b(?:intente|pruebe a|trate de|inténtelo)[^.\n]* (?:reenvi|enviar(?:lo)? de nuevo|volver a enviar)"
    r"|\b(?:riprovare|provare|provi|prova) a [^.\n]*(?:invia|rinvia)"
    r"|\btente [^.\n]*(?:reenviar|enviá-l[ao] novamente|enviar[^.\n]* novamente)"
    r"|\bprobeer [^.\n]*opnieuw te (?:verzenden|versturen)"
    r"|försök[^.\n]* skicka [^.\n]*(?:igen|senare)"
    r"|\b(?:prøv|forsøk) (?:å |at )sende [^.\n]*(?:igen|senere|på nytt)|\byritä[^.\n]* lähettä"
    r"|\bspróbuj ponownie wysłać|\bspróbuj[^.\n]* wysłać [^.\n]*(?:ponownie|jeszcze raz)"
    r"|\b(?:zkuste|pokuste se)[^.\n]* (?:odeslat|poslat)|\bpróbálja[^.\n]* (?:el)?küldeni"
    r"|(?:попробуйте|попытайтесь|повторите)[^.\n]* отправ|спробуйте[^.\n]* (?:надісл|надсил|відправ)"
    r"|(?:yeniden|tekrar) göndermeyi|再送信して|もう一度送信して"
    r"|(?:重新|再次)(?:发送|傳送|發送|寄送)[^。\n]*(?:邮件|郵件|消息)"
    r"|(?:메시지|메일)[^.\n]*다시 (?:보내|전송)|încercați[^.\n]* trimite"
)
# Whom else a notice names who may help: of a web page's error it says so, too.
ASK_ADMINISTRATOR: Final = (
    r"\bwenden sie sich an ihre?n? (?:helpdesk|administrator|systemadministrator|e-mail-administrator)"
    r"|\bcontactez votre (?:support technique|administrateur)"
    r"|\b(?:póngase en contacto|contacte) con (?:el|su) (?:administrador|departamento de soporte)"
    r"|\b(?:contattare|rivolgersi a)l? ?(?:il supporto tecnico|l['’]amministratore|il proprio amministratore)"
    r"|\bcontate o (?:administrador|suporte)|\bneem contact op met (?:de|uw) (?:beheerder|helpdesk)"
    r"|\bkontakta (?:administratören|supportavdelningen)|\bskontaktuj się z (?:administratorem|pomocą)"
    r"|обратитесь (?:к администратору|в службу)|管理者に(?:連絡|問い合わせ)|请(?:与|联系)[^。\n]*管理员"
)
# What only a mail has, and not any message: what is attached to it, and that a server delivers it.
OF_MAIL: Final = (
    r"deliver this message|nachricht zuzustellen|remettre ce message|entregar (?:este mensaje|esta mensagem)"
    r"|(?:recapitare|consegnare) (?:questo|il) messaggio|dit bericht te bezorgen|leverera meddelandet"
    r"|dostarczyć (?:tę )?wiadomoś|доставить (?:это )?сообщение"
    r"|attachment|anlagen?\b|anhäng|pièces? jointe|adjunto|allegat|bijlage|anexo|bilag|bifogad"
    r"|vedlegg|vedhæft|liitte|załącznik|přílo|melléklet|вложен|вкладен|\bekler|添付|附件|첨부"
)

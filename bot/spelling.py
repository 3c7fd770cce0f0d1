"""Words on mail as people mistype them, in a text typed by hand. Pure.

Only where the text as it stands says nothing: servers have misspelt sentences of their own.
"""

from __future__ import annotations

import re
from typing import Final

_MISTYPED: Final = {
    "access": "acces aceess",
    "address": "adress addres addess adresss addreess",
    "authenticate": "autheticate autenticate authentificate",
    "authentication": "authentification autentication autentification authetication authenication"
    " authentcation authenticaton authentictaion",
    "blacklisted": "blaclisted blackisted balcklisted blacklistet",
    "blocked": "bloked blcoked blockd",
    "bounced": "bouced bounsed bonced",
    "certificate": "certficate certifcate cerificate certificte certifciate",
    "connect": "conect connnect",
    "connection": "conection connecton connetion conenction",
    "credentials": "credetials creditentials credentails credencials crediantials",
    "delivered": "deliverd delived deliverred",
    "delivery": "delievery delivary delivey",
    "denied": "dened deined denyed denided",
    "exceeded": "exeeded exceded excedeed exeded",
    "failed": "faild fialed faield failled",
    "incorrect": "incorect incorrct incorrrect",
    "invalid": "invald invaild invlaid",
    "login": "loign lgoin",
    "mailbox": "mailbx mailobx malbox maibox mialbox",
    "message": "mesage messsage messge",
    "password": "pasword passwrod passowrd pssword passord",
    "permission": "permision",
    "quota": "quata qouta",
    "recipient": "recipent recepient reciepient recipeint reciepent recipiant recpient",
    "refused": "refusd refussed resfused",
    "rejected": "rejcted regected rejeced rejeted rejectd",
    "server": "sevrer servr serevr",
    "temporarily": "temporarly temporaly temporaily",
    "timeout": "timout tiemout",
    "unavailable": "unavaliable unavailble unvailable unavilable",
    "unknown": "unkown unknow unknwon unkonwn unknonw uknown unkwown",
    "username": "usernme usename userame usernam",
}
_RIGHT: Final = {word: right for right, words in _MISTYPED.items() for word in words.split()}
_WORD: Final = re.compile(r"[A-Za-z]{5,16}")
_LIMIT: Final = 240  # characters; nobody types more of an error by hand, and a sentence or two around it


def as_meant(text: str) -> str:
    """Give a short text with its mistyped words as they were meant; itself where there are none."""
    if len(text) > _LIMIT or _RIGHT.keys().isdisjoint(_WORD.findall(text.lower())):
        return text
    return _WORD.sub(lambda word: _RIGHT.get(word.group().lower(), word.group()), text)

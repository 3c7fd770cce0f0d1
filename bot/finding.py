"""A finding: one bounce with its diagnosis, flat, and as the contract's JSON and back.

The keys are stable: some may be added, none renamed or dropped. `finding.schema.json` beside
this file describes them and a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.model import (
    Actor,
    AddressAction,
    Alternative,
    Bounce,
    Certainty,
    CheckReport,
    Diagnosis,
    Evidence,
    Family,
    Finding,
    Kind,
    Logged,
    Permanence,
    Speaker,
    Stage,
    Step,
    Value,
    Vantage,
)


def find(bounce: Bounce, diagnosis: Diagnosis) -> Finding:
    """The finding of a bounce and what was concluded about it."""
    return Finding(
        kind=bounce.kind,
        recipient=bounce.recipient,
        original_recipient=bounce.original_recipient,
        mail=bounce.mail,
        count=bounce.count,
        reply_code=bounce.reply.code,
        enhanced_code=bounce.reply.enhanced,
        reply_text=bounce.reply.text,
        entry=diagnosis.entry.id if diagnosis.entry else None,
        cause=diagnosis.cause,
        family=diagnosis.family,
        permanence=diagnosis.permanence,
        provider=diagnosis.provider,
        stage=diagnosis.stage,
        speaker=diagnosis.speaker,
        who_acts=diagnosis.who_acts,
        retry_in_s=diagnosis.retry_in_s,
        address_action=diagnosis.address_action,
        certainty=diagnosis.certainty,
        because=diagnosis.reasons.because,
        alternatives=diagnosis.reasons.alternatives,
        steps=diagnosis.steps,
        evidence=diagnosis.evidence,
        link=(diagnosis.wording.link or None) if diagnosis.wording else None,
        logged=bounce.logged,
    )


def finding_json(finding: Finding) -> dict[str, Any]:
    """The finding as JSON can say it, with every key of the contract."""
    return {
        "kind": finding.kind,
        "recipient": finding.recipient,
        "original_recipient": finding.original_recipient,
        "mail": finding.mail,
        "count": finding.count,
        "reply_code": finding.reply_code,
        "enhanced_code": finding.enhanced_code,
        "reply_text": finding.reply_text,
        "entry": finding.entry,
        "cause": finding.cause,
        "family": finding.family,
        "permanence": finding.permanence,
        "provider": finding.provider,
        "stage": finding.stage,
        "speaker": finding.speaker,
        "who_acts": finding.who_acts,
        "retry_in_s": finding.retry_in_s,
        "address_action": finding.address_action,
        "certainty": finding.certainty,
        "because": list(finding.because),
        "alternatives": [
            {"entry": item.entry, "cause": item.cause, "because": list(item.because)}
            for item in finding.alternatives
        ],
        "steps": [
            {"id": step.id, "title": step.title, "text": step.text, "who": step.who, "check": step.check}
            for step in finding.steps
        ],
        "evidence": [evidence_json(fact) for fact in finding.evidence],
        "open_causes": list(finding.open_causes),
        "link": finding.link,
        "logged": finding.logged._asdict() if finding.logged is not None else None,
    }


def evidence_json(fact: Evidence) -> dict[str, Any]:
    """One fact as JSON can say it."""
    return {"tag": fact.tag, "args": dict(fact.args), "source": fact.source, "vantage": fact.vantage}


def report_json(report: CheckReport) -> dict[str, Any]:
    """A check's report as JSON can say it, with every key of the contract."""
    return {
        "target": dict(report.target),
        "finding": finding_json(report.finding) if report.finding is not None else None,
        "evidence": [evidence_json(fact) for fact in report.evidence],
        "stages": [{"name": stage.name, "outcome": stage.outcome, "ms": stage.ms} for stage in report.stages],
        "attempts": report.attempts,
    }


def finding_from_json(document: Mapping[str, Any]) -> Finding:
    """The finding that `finding_json` wrote; raises KeyError or ValueError on anything else."""
    return Finding(
        kind=Kind(document["kind"]),
        recipient=document["recipient"],
        original_recipient=document["original_recipient"],
        mail=document["mail"],
        count=document["count"],
        reply_code=document["reply_code"],
        enhanced_code=document["enhanced_code"],
        reply_text=document["reply_text"],
        entry=document["entry"],
        cause=document["cause"],
        family=Family(document["family"]) if document["family"] else None,
        permanence=Permanence(document["permanence"]),
        provider=document["provider"],
        stage=Stage(document["stage"]) if document["stage"] else None,
        speaker=Speaker(document["speaker"]) if document["speaker"] else None,
        who_acts=Actor(document["who_acts"]) if document["who_acts"] else None,
        retry_in_s=document["retry_in_s"],
        address_action=AddressAction(document["address_action"]) if document["address_action"] else None,
        certainty=Certainty(document["certainty"]),
        because=tuple(document["because"]),
        alternatives=tuple(
            Alternative(item["entry"], item["cause"], tuple(item["because"]))
            for item in document["alternatives"]
        ),
        steps=tuple(
            Step(item["id"], item["title"], item["text"], Actor(item["who"]), item["check"])
            for item in document["steps"]
        ),
        evidence=tuple(_evidence(item) for item in document["evidence"]),
        # Findings that were kept before these keys came have none of them.
        open_causes=tuple(document.get("open_causes", ())),
        link=document.get("link"),
        logged=Logged(**logged) if (logged := document.get("logged")) else None,
    )


def _evidence(item: Mapping[str, Any]) -> Evidence:
    args = {name: _value(value) for name, value in item["args"].items()}
    return Evidence(item["tag"], args, item["source"], Vantage(item["vantage"]))


def _value(value: Any) -> Value:  # noqa: ANN401 - what JSON gives
    return tuple(_value(item) for item in value) if isinstance(value, list) else value

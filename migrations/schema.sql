CREATE TABLE attempts (
    id integer primary key,
    team text not null,
    actor text not null,
    mailbox_hash text not null,
    server text not null,
    at integer not null,
    result text not null
) strict;

CREATE TABLE audit (
    id integer primary key,
    team text not null,
    at integer not null,
    actor text not null,
    act text not null,
    subject text not null,
    detail text not null
) strict;

CREATE TABLE channels (
    team text not null,
    channel text not null,
    mode text not null check (mode in ('all', 'mentions', 'off')),
    primary key (team, channel)
) strict;

CREATE TABLE diagnosed (
    team text not null,
    channel text not null,
    message_ts text not null,
    at integer not null,
    primary key (team, channel, message_ts)
) strict;

CREATE TABLE follow_ups (
    id integer primary key,
    team text not null,
    incident_id integer not null references incidents (id),
    kind text not null,
    due_at integer not null,
    claimed_until integer,
    attempts integer not null,
    done_at integer
) strict;

CREATE TABLE handoffs (
    id integer primary key,
    team text not null,
    incident_id integer not null references incidents (id),
    sender text not null,
    receiver text not null,
    note text not null,
    offered_at integer not null,
    answer_by integer,
    answered_at integer,
    answered_by text,
    answer text check (answer in ('accepted', 'declined', 'withdrawn')),
    reason text not null
, packet integer not null default 0, places text not null default '', reminded_at integer, escalated_at integer) strict;

CREATE TABLE inbox (
    id integer primary key,
    key text not null unique,
    lane text not null,
    intent text not null,
    team text not null,
    actor text not null,
    channel text,
    ts text,
    thread_ts text,
    text text not null,
    fields text not null,
    not_before integer not null,
    claimed_until integer,
    attempts integer not null,
    done_at integer
) strict;

CREATE TABLE incident_events (
    id integer primary key,
    team text not null,
    incident_id integer not null references incidents (id),
    at integer not null,
    actor text not null,
    kind text not null,
    detail text not null
) strict;

CREATE VIRTUAL TABLE incident_search using fts5(
    team, words, tokenize = "unicode61 remove_diacritics 2 tokenchars '-_@.'", prefix = '3 4 5'
);

CREATE VIRTUAL TABLE incident_words using fts5vocab(incident_search, instance);

CREATE TABLE incidents (
    id integer primary key,
    team text not null,
    channel text,
    message_ts text,
    thread_ts text,
    card_ts text,
    reporter text not null,
    state text not null check (state in ('new', 'assigned', 'offered', 'resolved')),
    owner text,
    offered_to text,
    family text,
    entry text,
    diagnosed_entry text,
    cause text,
    provider text,
    reply_code integer,
    enhanced_code text,
    reply_text text not null,
    recipient text,
    mailbox text,
    host text,
    findings text not null,
    seen integer not null,
    opened_at integer not null,
    updated_at integer not null,
    resolved_at integer,
    resolved_by text,
    helped text,
    blanked_at integer,
    version integer not null
, customer text, snoozed_until integer, escalated_to text, fingerprint text, wave_id integer references waves (id), returned_from integer references incidents (id), answered_at integer, accepted_at integer) strict;

CREATE TABLE numbers (
        of text primary key,
        above integer not null
    ) strict;

CREATE TABLE open_tallies (
    id integer primary key,
    team text not null,
    channel text not null,
    family text not null,
    provider text not null,
    unowned integer not null,
    n integer not null,
    unique (team, channel, family, provider, unowned)
) strict;

CREATE TABLE outbox (
    id integer primary key,
    key text not null unique,
    lane text not null,
    what text not null,
    subject text not null,
    text text not null,
    team text not null,
    channel text not null,
    thread_ts text,
    update_ts text,
    only_to text,
    response_url text,
    not_before integer not null,
    claimed_until integer,
    attempts integer not null,
    sent_ts text,
    done_at integer
) strict;

CREATE TABLE searches (
    id integer primary key,
    team text not null,
    actor text not null,
    words text not null,
    at integer not null
) strict;

CREATE TABLE tallies (
    place integer not null references tally_places (id),
    days integer not null,
    start integer not null,
    fact integer not null references tally_facts (id),
    n integer not null,
    primary key (place, days, start, fact)
) strict, without rowid;

CREATE TABLE tally_facts (
    id integer primary key,
    what text not null,
    value text not null,
    unique (what, value)
) strict;

CREATE TABLE tally_places (
    id integer primary key,
    team text not null,
    channel text not null,
    unique (team, channel)
) strict;

CREATE TABLE ticked_steps (
    team text not null,
    incident_id integer not null references incidents (id),
    step text not null,
    actor text not null,
    at integer not null,
    primary key (incident_id, step)
) strict;

CREATE TABLE waves (
    id integer primary key,
    team text not null,
    channel text not null,
    fingerprint text not null,
    started_at integer not null,
    last_at integer not null,
    card_ts text
) strict;

CREATE INDEX attempts_actor on attempts (team, actor, at);

CREATE INDEX attempts_mailbox on attempts (team, mailbox_hash, at);

CREATE INDEX attempts_old on attempts (at);

CREATE INDEX attempts_server on attempts (team, server, at);

CREATE INDEX audit_subject on audit (team, subject, id);

CREATE INDEX follow_ups_due on follow_ups (due_at) where done_at is null;

CREATE INDEX follow_ups_of on follow_ups (incident_id, done_at);

CREATE INDEX handoffs_of on handoffs (incident_id, id);

CREATE INDEX handoffs_packet on handoffs (packet);

CREATE UNIQUE INDEX handoffs_waiting on handoffs (incident_id) where answered_at is null;

CREATE INDEX handoffs_worded on handoffs (offered_at) where note <> '' or reason <> '';

CREATE INDEX inbox_done on inbox (done_at) where done_at is not null;

CREATE INDEX inbox_message on inbox (team, channel, ts)
    where done_at is null and ts is not null;

CREATE INDEX inbox_waiting on inbox (id, lane, not_before) where done_at is null;

CREATE INDEX incident_events_of on incident_events (incident_id, id);

CREATE INDEX incident_events_woken on incident_events (team, at) where kind = 'woken';

CREATE INDEX incident_events_worded on incident_events (at)
    where detail <> '' and kind in ('declined', 'noted', 'linked', 'told');

CREATE INDEX incidents_alike on incidents (team, channel, fingerprint, opened_at);

CREATE INDEX incidents_escalated on incidents (team, escalated_to) where escalated_to is not null;

CREATE INDEX incidents_message on incidents (team, channel, message_ts);

CREATE INDEX incidents_offered on incidents (team, offered_to, opened_at) where offered_to is not null;

CREATE INDEX incidents_opened on incidents (team, opened_at);

CREATE INDEX incidents_own on incidents (team, reporter, opened_at)
    where coalesce(substr(channel, 1, 1), 'D') = 'D';

CREATE INDEX incidents_owned on incidents (team, owner, opened_at, channel);

CREATE INDEX incidents_owner on incidents (team, owner, opened_at) where resolved_at is null;

CREATE INDEX incidents_queue on incidents (
    team, id, channel, owner, offered_to, escalated_to, reporter, family, provider, opened_at,
    snoozed_until, resolved_at
) where resolved_at is null;

CREATE INDEX incidents_resting on incidents (team, opened_at, channel, family, provider, owner, offered_to, snoozed_until, resolved_at) where snoozed_until is not null;

CREATE INDEX incidents_same on incidents (team, channel, entry, opened_at) where resolved_at is null;

CREATE INDEX incidents_seen on incidents (
    team, id, channel, owner, offered_to, escalated_to, reporter
);

CREATE INDEX incidents_wave on incidents (wave_id, id) where wave_id is not null;

CREATE INDEX incidents_worded on incidents (opened_at) where blanked_at is null;

CREATE INDEX incidents_young on incidents (team, opened_at, channel, family, provider, owner, offered_to, snoozed_until, resolved_at) where resolved_at is null;

CREATE INDEX outbox_due on outbox (not_before) where done_at is null;

CREATE INDEX outbox_old on outbox (done_at)
    where done_at is not null
        and (sent_ts is null or what not in ('incident', 'handoff', 'passed', 'due', 'wave'));

CREATE INDEX outbox_waiting on outbox (id) where done_at is null;

CREATE INDEX searches_old on searches (at);

CREATE INDEX tallies_opened on tallies (place, days, start, n) where fact = 1;

CREATE INDEX waves_latest on waves (team, channel, fingerprint, last_at);

CREATE TRIGGER attempts_no_update before update on attempts
    begin
        select raise(abort, 'the ledger is append-only');
    end;

CREATE TRIGGER audit_no_delete before delete on audit
begin
    select raise(abort, 'the audit trail is append-only');
end;

CREATE TRIGGER audit_no_update before update on audit
begin
    select raise(abort, 'the audit trail is append-only');
end;

CREATE TRIGGER incident_search_delete after delete on incidents
begin
    delete from incident_search where rowid = old.id;
end;

CREATE TRIGGER incident_search_handed after insert on handoffs when new.note <> ''
begin
    update incident_search set words = (select coalesce(incidents.recipient, '') || ' ' || coalesce(incidents.mailbox, '') || ' ' || coalesce(incidents.host, '') || ' ' || coalesce(incidents.provider, '') || ' ' || coalesce(incidents.reply_code, '') || ' ' || coalesce(incidents.enhanced_code, '') || ' ' || coalesce(incidents.family, '') || ' ' || coalesce(incidents.entry, '') || ' ' || coalesce(incidents.cause, '') || ' ' || coalesce(incidents.owner, '') || ' ' || coalesce(incidents.reporter, '') || ' ' || coalesce(substr(incidents.recipient, instr(incidents.recipient, '@') + 1), '') || ' ' || coalesce(substr(incidents.mailbox, instr(incidents.mailbox, '@') + 1), '') || ' ' || replace(incidents.reply_text || ' ', '. ', ' ') || ' ' || coalesce(incidents.customer, '') || ' ' || coalesce((
        select group_concat(replace(replace(detail, char(10), ' ') || ' ', '. ', ' '), ' ') from incident_events where incident_id = incidents.id and kind = 'noted'
    ), '') || ' ' || coalesce((
        select group_concat(replace(replace(note || ' ' || reason, char(10), ' ') || ' ', '. ', ' '), ' ') from handoffs where incident_id = incidents.id
    ), '') from incidents where id = new.incident_id)
    where rowid = new.incident_id;
end;

CREATE TRIGGER incident_search_handed_changed after update of note, reason on handoffs
    when new.note <> old.note or new.reason <> old.reason
begin
    update incident_search set words = (select coalesce(incidents.recipient, '') || ' ' || coalesce(incidents.mailbox, '') || ' ' || coalesce(incidents.host, '') || ' ' || coalesce(incidents.provider, '') || ' ' || coalesce(incidents.reply_code, '') || ' ' || coalesce(incidents.enhanced_code, '') || ' ' || coalesce(incidents.family, '') || ' ' || coalesce(incidents.entry, '') || ' ' || coalesce(incidents.cause, '') || ' ' || coalesce(incidents.owner, '') || ' ' || coalesce(incidents.reporter, '') || ' ' || coalesce(substr(incidents.recipient, instr(incidents.recipient, '@') + 1), '') || ' ' || coalesce(substr(incidents.mailbox, instr(incidents.mailbox, '@') + 1), '') || ' ' || replace(incidents.reply_text || ' ', '. ', ' ') || ' ' || coalesce(incidents.customer, '') || ' ' || coalesce((
        select group_concat(replace(replace(detail, char(10), ' ') || ' ', '. ', ' '), ' ') from incident_events where incident_id = incidents.id and kind = 'noted'
    ), '') || ' ' || coalesce((
        select group_concat(replace(replace(note || ' ' || reason, char(10), ' ') || ' ', '. ', ' '), ' ') from handoffs where incident_id = incidents.id
    ), '') from incidents where id = new.incident_id)
    where rowid = new.incident_id;
end;

CREATE TRIGGER incident_search_insert after insert on incidents
begin
    insert into incident_search (rowid, team, words) values (new.id, new.team, coalesce(new.recipient, '') || ' ' || coalesce(new.mailbox, '') || ' ' || coalesce(new.host, '') || ' ' || coalesce(new.provider, '') || ' ' || coalesce(new.reply_code, '') || ' ' || coalesce(new.enhanced_code, '') || ' ' || coalesce(new.family, '') || ' ' || coalesce(new.entry, '') || ' ' || coalesce(new.cause, '') || ' ' || coalesce(new.owner, '') || ' ' || coalesce(new.reporter, '') || ' ' || coalesce(substr(new.recipient, instr(new.recipient, '@') + 1), '') || ' ' || coalesce(substr(new.mailbox, instr(new.mailbox, '@') + 1), '') || ' ' || replace(new.reply_text || ' ', '. ', ' ') || ' ' || coalesce(new.customer, '') || ' ' || coalesce((
        select group_concat(replace(detail || ' ', '. ', ' '), ' ') from incident_events
        where incident_id = new.id and kind = 'noted'
    ), ''));
end;

CREATE TRIGGER incident_search_note after insert on incident_events when new.kind = 'noted'
begin
    update incident_search set words = (select coalesce(incidents.recipient, '') || ' ' || coalesce(incidents.mailbox, '') || ' ' || coalesce(incidents.host, '') || ' ' || coalesce(incidents.provider, '') || ' ' || coalesce(incidents.reply_code, '') || ' ' || coalesce(incidents.enhanced_code, '') || ' ' || coalesce(incidents.family, '') || ' ' || coalesce(incidents.entry, '') || ' ' || coalesce(incidents.cause, '') || ' ' || coalesce(incidents.owner, '') || ' ' || coalesce(incidents.reporter, '') || ' ' || coalesce(substr(incidents.recipient, instr(incidents.recipient, '@') + 1), '') || ' ' || coalesce(substr(incidents.mailbox, instr(incidents.mailbox, '@') + 1), '') || ' ' || replace(incidents.reply_text || ' ', '. ', ' ') || ' ' || coalesce(incidents.customer, '') || ' ' || coalesce((
        select group_concat(replace(replace(detail, char(10), ' ') || ' ', '. ', ' '), ' ') from incident_events where incident_id = incidents.id and kind = 'noted'
    ), '') || ' ' || coalesce((
        select group_concat(replace(replace(note || ' ' || reason, char(10), ' ') || ' ', '. ', ' '), ' ') from handoffs where incident_id = incidents.id
    ), '') from incidents where id = new.incident_id)
    where rowid = new.incident_id;
end;

CREATE TRIGGER incident_search_note_changed after update of detail on incident_events
    when new.kind = 'noted' and new.detail <> old.detail
begin
    update incident_search set words = (select coalesce(incidents.recipient, '') || ' ' || coalesce(incidents.mailbox, '') || ' ' || coalesce(incidents.host, '') || ' ' || coalesce(incidents.provider, '') || ' ' || coalesce(incidents.reply_code, '') || ' ' || coalesce(incidents.enhanced_code, '') || ' ' || coalesce(incidents.family, '') || ' ' || coalesce(incidents.entry, '') || ' ' || coalesce(incidents.cause, '') || ' ' || coalesce(incidents.owner, '') || ' ' || coalesce(incidents.reporter, '') || ' ' || coalesce(substr(incidents.recipient, instr(incidents.recipient, '@') + 1), '') || ' ' || coalesce(substr(incidents.mailbox, instr(incidents.mailbox, '@') + 1), '') || ' ' || replace(incidents.reply_text || ' ', '. ', ' ') || ' ' || coalesce(incidents.customer, '') || ' ' || coalesce((
        select group_concat(replace(replace(detail, char(10), ' ') || ' ', '. ', ' '), ' ') from incident_events where incident_id = incidents.id and kind = 'noted'
    ), '') || ' ' || coalesce((
        select group_concat(replace(replace(note || ' ' || reason, char(10), ' ') || ' ', '. ', ' '), ' ') from handoffs where incident_id = incidents.id
    ), '') from incidents where id = new.incident_id)
    where rowid = new.incident_id;
end;

CREATE TRIGGER incident_search_update after update of reply_text, recipient, mailbox, host, provider, reply_code, enhanced_code, family, entry, cause, owner, reporter, customer on incidents when new.reply_text is not old.reply_text or new.recipient is not old.recipient or new.mailbox is not old.mailbox or new.host is not old.host or new.provider is not old.provider or new.reply_code is not old.reply_code or new.enhanced_code is not old.enhanced_code or new.family is not old.family or new.entry is not old.entry or new.cause is not old.cause or new.owner is not old.owner or new.reporter is not old.reporter or new.customer is not old.customer
begin
    update incident_search set words = coalesce(new.recipient, '') || ' ' || coalesce(new.mailbox, '') || ' ' || coalesce(new.host, '') || ' ' || coalesce(new.provider, '') || ' ' || coalesce(new.reply_code, '') || ' ' || coalesce(new.enhanced_code, '') || ' ' || coalesce(new.family, '') || ' ' || coalesce(new.entry, '') || ' ' || coalesce(new.cause, '') || ' ' || coalesce(new.owner, '') || ' ' || coalesce(new.reporter, '') || ' ' || coalesce(substr(new.recipient, instr(new.recipient, '@') + 1), '') || ' ' || coalesce(substr(new.mailbox, instr(new.mailbox, '@') + 1), '') || ' ' || replace(new.reply_text || ' ', '. ', ' ') || ' ' || coalesce(new.customer, '') || ' ' || coalesce((
        select group_concat(replace(replace(detail, char(10), ' ') || ' ', '. ', ' '), ' ') from incident_events where incident_id = new.id and kind = 'noted'
    ), '') || ' ' || coalesce((
        select group_concat(replace(replace(note || ' ' || reason, char(10), ' ') || ' ', '. ', ' '), ' ') from handoffs where incident_id = new.id
    ), '') where rowid = new.id;
end;

CREATE TRIGGER open_tallies_delete after delete on incidents begin 
    insert into open_tallies (team, channel, family, provider, unowned, n)
    select old.team, old.channel, coalesce(old.family, ''), coalesce(old.provider, ''), old.owner is null and old.offered_to is null, -1 where old.resolved_at is null and old.channel is not null
    on conflict do update set n = n + excluded.n;
    delete from open_tallies
    where n = 0 and (team, channel, family, provider, unowned) = (old.team, old.channel, coalesce(old.family, ''), coalesce(old.provider, ''), old.owner is null and old.offered_to is null);
 end;

CREATE TRIGGER open_tallies_insert after insert on incidents begin 
    insert into open_tallies (team, channel, family, provider, unowned, n)
    select new.team, new.channel, coalesce(new.family, ''), coalesce(new.provider, ''), new.owner is null and new.offered_to is null, 1 where new.resolved_at is null and new.channel is not null
    on conflict do update set n = n + excluded.n;
    delete from open_tallies
    where n = 0 and (team, channel, family, provider, unowned) = (new.team, new.channel, coalesce(new.family, ''), coalesce(new.provider, ''), new.owner is null and new.offered_to is null);
 end;

CREATE TRIGGER open_tallies_update after update of channel, family, provider, owner, offered_to, resolved_at on incidents
when old.channel is not new.channel or old.family is not new.family or old.provider is not new.provider or old.owner is not new.owner or old.offered_to is not new.offered_to or old.resolved_at is not new.resolved_at
begin 
    insert into open_tallies (team, channel, family, provider, unowned, n)
    select old.team, old.channel, coalesce(old.family, ''), coalesce(old.provider, ''), old.owner is null and old.offered_to is null, -1 where old.resolved_at is null and old.channel is not null
    on conflict do update set n = n + excluded.n;
    delete from open_tallies
    where n = 0 and (team, channel, family, provider, unowned) = (old.team, old.channel, coalesce(old.family, ''), coalesce(old.provider, ''), old.owner is null and old.offered_to is null);
 
    insert into open_tallies (team, channel, family, provider, unowned, n)
    select new.team, new.channel, coalesce(new.family, ''), coalesce(new.provider, ''), new.owner is null and new.offered_to is null, 1 where new.resolved_at is null and new.channel is not null
    on conflict do update set n = n + excluded.n;
    delete from open_tallies
    where n = 0 and (team, channel, family, provider, unowned) = (new.team, new.channel, coalesce(new.family, ''), coalesce(new.provider, ''), new.owner is null and new.offered_to is null);
 end;

CREATE TRIGGER tallies_delete after delete on incidents
begin
    insert into tallies (place, days, start, fact, n)
    select place.id, span.days, old.opened_at / 86400000 / span.days * span.days, known.id, -1
    from tally_places as place cross join (select 'opened' as what, '' as value union all select 'family' as what, coalesce(old.family, '') as value union all select 'provider' as what, coalesce(old.provider, '') as value union all select 'entry' as what, coalesce(old.entry, '') as value union all select 'owner' as what, coalesce(old.owner, '') as value union all select 'helped' as what, case when old.resolved_at is not null then coalesce(coalesce(old.entry, '') || '/' || old.helped, '') end as value union all select 'returned' as what, case when old.returned_from is not null then coalesce(old.entry, '') end as value union all select 'answered' as what, case when old.answered_at is not null then cast(max(0, (old.answered_at - old.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (old.answered_at - old.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (old.answered_at - old.opened_at) / 1000))) - 2) * 3 as text) end as value union all select 'accepted' as what, case when old.accepted_at is not null then cast(max(0, (old.accepted_at - old.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (old.accepted_at - old.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (old.accepted_at - old.opened_at) / 1000))) - 2) * 3 as text) end as value union all select 'resolved' as what, case when old.resolved_at is not null then cast(max(0, (old.resolved_at - old.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (old.resolved_at - old.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (old.resolved_at - old.opened_at) / 1000))) - 2) * 3 as text) end as value) as facts
    cross join tally_facts as known on known.what = facts.what and known.value = facts.value
    cross join (select 1 as days union all select 7 union all select 28 union all select 364) as span
    where old.channel is not null and place.team = old.team
        and place.channel in (old.channel, '')
    on conflict do update set n = n + excluded.n;
end;

CREATE TRIGGER tallies_insert after insert on incidents
begin
    insert into tally_facts (what, value)
    select facts.what, facts.value from (select 'opened' as what, '' as value union all select 'family' as what, coalesce(new.family, '') as value union all select 'provider' as what, coalesce(new.provider, '') as value union all select 'entry' as what, coalesce(new.entry, '') as value union all select 'owner' as what, coalesce(new.owner, '') as value union all select 'helped' as what, case when new.resolved_at is not null then coalesce(coalesce(new.entry, '') || '/' || new.helped, '') end as value union all select 'returned' as what, case when new.returned_from is not null then coalesce(new.entry, '') end as value union all select 'answered' as what, case when new.answered_at is not null then cast(max(0, (new.answered_at - new.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (new.answered_at - new.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (new.answered_at - new.opened_at) / 1000))) - 2) * 3 as text) end as value union all select 'accepted' as what, case when new.accepted_at is not null then cast(max(0, (new.accepted_at - new.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (new.accepted_at - new.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (new.accepted_at - new.opened_at) / 1000))) - 2) * 3 as text) end as value union all select 'resolved' as what, case when new.resolved_at is not null then cast(max(0, (new.resolved_at - new.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (new.resolved_at - new.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (new.resolved_at - new.opened_at) / 1000))) - 2) * 3 as text) end as value) as facts
    where facts.value is not null on conflict do nothing;
    insert into tally_places (team, channel)
    select new.team, value from (select new.channel as value union all select '')
    where new.channel is not null on conflict do nothing;
    insert into tallies (place, days, start, fact, n)
    select place.id, span.days, new.opened_at / 86400000 / span.days * span.days, known.id, 1
    from tally_places as place cross join (select 'opened' as what, '' as value union all select 'family' as what, coalesce(new.family, '') as value union all select 'provider' as what, coalesce(new.provider, '') as value union all select 'entry' as what, coalesce(new.entry, '') as value union all select 'owner' as what, coalesce(new.owner, '') as value union all select 'helped' as what, case when new.resolved_at is not null then coalesce(coalesce(new.entry, '') || '/' || new.helped, '') end as value union all select 'returned' as what, case when new.returned_from is not null then coalesce(new.entry, '') end as value union all select 'answered' as what, case when new.answered_at is not null then cast(max(0, (new.answered_at - new.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (new.answered_at - new.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (new.answered_at - new.opened_at) / 1000))) - 2) * 3 as text) end as value union all select 'accepted' as what, case when new.accepted_at is not null then cast(max(0, (new.accepted_at - new.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (new.accepted_at - new.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (new.accepted_at - new.opened_at) / 1000))) - 2) * 3 as text) end as value union all select 'resolved' as what, case when new.resolved_at is not null then cast(max(0, (new.resolved_at - new.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (new.resolved_at - new.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (new.resolved_at - new.opened_at) / 1000))) - 2) * 3 as text) end as value) as facts
    cross join tally_facts as known on known.what = facts.what and known.value = facts.value
    cross join (select 1 as days union all select 7 union all select 28 union all select 364) as span
    where new.channel is not null and place.team = new.team
        and place.channel in (new.channel, '')
    on conflict do update set n = n + excluded.n;
end;

CREATE TRIGGER tallies_update after update of channel, family, provider, entry, owner, resolved_at, helped, returned_from, answered_at, accepted_at on incidents
when old.channel is not new.channel or old.family is not new.family or old.provider is not new.provider or old.entry is not new.entry or old.owner is not new.owner or old.resolved_at is not new.resolved_at or old.helped is not new.helped or old.returned_from is not new.returned_from or old.answered_at is not new.answered_at or old.accepted_at is not new.accepted_at
begin
    insert into tallies (place, days, start, fact, n)
    select place.id, span.days, old.opened_at / 86400000 / span.days * span.days, known.id, -1
    from tally_places as place cross join (select 'opened' as what, '' as value, '' is not '' as differs union all select 'family' as what, coalesce(old.family, '') as value, coalesce(old.family, '') is not coalesce(new.family, '') as differs union all select 'provider' as what, coalesce(old.provider, '') as value, coalesce(old.provider, '') is not coalesce(new.provider, '') as differs union all select 'entry' as what, coalesce(old.entry, '') as value, coalesce(old.entry, '') is not coalesce(new.entry, '') as differs union all select 'owner' as what, coalesce(old.owner, '') as value, coalesce(old.owner, '') is not coalesce(new.owner, '') as differs union all select 'helped' as what, case when old.resolved_at is not null then coalesce(coalesce(old.entry, '') || '/' || old.helped, '') end as value, case when old.resolved_at is not null then coalesce(coalesce(old.entry, '') || '/' || old.helped, '') end is not case when new.resolved_at is not null then coalesce(coalesce(new.entry, '') || '/' || new.helped, '') end as differs union all select 'returned' as what, case when old.returned_from is not null then coalesce(old.entry, '') end as value, case when old.returned_from is not null then coalesce(old.entry, '') end is not case when new.returned_from is not null then coalesce(new.entry, '') end as differs union all select 'answered' as what, case when old.answered_at is not null then cast(max(0, (old.answered_at - old.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (old.answered_at - old.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (old.answered_at - old.opened_at) / 1000))) - 2) * 3 as text) end as value, case when old.answered_at is not null then cast(max(0, (old.answered_at - old.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (old.answered_at - old.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (old.answered_at - old.opened_at) / 1000))) - 2) * 3 as text) end is not case when new.answered_at is not null then cast(max(0, (new.answered_at - new.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (new.answered_at - new.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (new.answered_at - new.opened_at) / 1000))) - 2) * 3 as text) end as differs union all select 'accepted' as what, case when old.accepted_at is not null then cast(max(0, (old.accepted_at - old.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (old.accepted_at - old.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (old.accepted_at - old.opened_at) / 1000))) - 2) * 3 as text) end as value, case when old.accepted_at is not null then cast(max(0, (old.accepted_at - old.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (old.accepted_at - old.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (old.accepted_at - old.opened_at) / 1000))) - 2) * 3 as text) end is not case when new.accepted_at is not null then cast(max(0, (new.accepted_at - new.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (new.accepted_at - new.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (new.accepted_at - new.opened_at) / 1000))) - 2) * 3 as text) end as differs union all select 'resolved' as what, case when old.resolved_at is not null then cast(max(0, (old.resolved_at - old.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (old.resolved_at - old.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (old.resolved_at - old.opened_at) / 1000))) - 2) * 3 as text) end as value, case when old.resolved_at is not null then cast(max(0, (old.resolved_at - old.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (old.resolved_at - old.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (old.resolved_at - old.opened_at) / 1000))) - 2) * 3 as text) end is not case when new.resolved_at is not null then cast(max(0, (new.resolved_at - new.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (new.resolved_at - new.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (new.resolved_at - new.opened_at) / 1000))) - 2) * 3 as text) end as differs) as facts
    cross join tally_facts as known on known.what = facts.what and known.value = facts.value
    cross join (select 1 as days union all select 7 union all select 28 union all select 364) as span
    where old.channel is not null and place.team = old.team
        and place.channel in (old.channel, '') and (facts.differs or old.channel is not new.channel)
    on conflict do update set n = n + excluded.n;
    insert into tally_facts (what, value)
    select facts.what, facts.value from (select 'opened' as what, '' as value, '' is not '' as differs union all select 'family' as what, coalesce(new.family, '') as value, coalesce(old.family, '') is not coalesce(new.family, '') as differs union all select 'provider' as what, coalesce(new.provider, '') as value, coalesce(old.provider, '') is not coalesce(new.provider, '') as differs union all select 'entry' as what, coalesce(new.entry, '') as value, coalesce(old.entry, '') is not coalesce(new.entry, '') as differs union all select 'owner' as what, coalesce(new.owner, '') as value, coalesce(old.owner, '') is not coalesce(new.owner, '') as differs union all select 'helped' as what, case when new.resolved_at is not null then coalesce(coalesce(new.entry, '') || '/' || new.helped, '') end as value, case when old.resolved_at is not null then coalesce(coalesce(old.entry, '') || '/' || old.helped, '') end is not case when new.resolved_at is not null then coalesce(coalesce(new.entry, '') || '/' || new.helped, '') end as differs union all select 'returned' as what, case when new.returned_from is not null then coalesce(new.entry, '') end as value, case when old.returned_from is not null then coalesce(old.entry, '') end is not case when new.returned_from is not null then coalesce(new.entry, '') end as differs union all select 'answered' as what, case when new.answered_at is not null then cast(max(0, (new.answered_at - new.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (new.answered_at - new.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (new.answered_at - new.opened_at) / 1000))) - 2) * 3 as text) end as value, case when old.answered_at is not null then cast(max(0, (old.answered_at - old.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (old.answered_at - old.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (old.answered_at - old.opened_at) / 1000))) - 2) * 3 as text) end is not case when new.answered_at is not null then cast(max(0, (new.answered_at - new.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (new.answered_at - new.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (new.answered_at - new.opened_at) / 1000))) - 2) * 3 as text) end as differs union all select 'accepted' as what, case when new.accepted_at is not null then cast(max(0, (new.accepted_at - new.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (new.accepted_at - new.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (new.accepted_at - new.opened_at) / 1000))) - 2) * 3 as text) end as value, case when old.accepted_at is not null then cast(max(0, (old.accepted_at - old.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (old.accepted_at - old.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (old.accepted_at - old.opened_at) / 1000))) - 2) * 3 as text) end is not case when new.accepted_at is not null then cast(max(0, (new.accepted_at - new.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (new.accepted_at - new.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (new.accepted_at - new.opened_at) / 1000))) - 2) * 3 as text) end as differs union all select 'resolved' as what, case when new.resolved_at is not null then cast(max(0, (new.resolved_at - new.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (new.resolved_at - new.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (new.resolved_at - new.opened_at) / 1000))) - 2) * 3 as text) end as value, case when old.resolved_at is not null then cast(max(0, (old.resolved_at - old.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (old.resolved_at - old.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (old.resolved_at - old.opened_at) / 1000))) - 2) * 3 as text) end is not case when new.resolved_at is not null then cast(max(0, (new.resolved_at - new.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (new.resolved_at - new.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (new.resolved_at - new.opened_at) / 1000))) - 2) * 3 as text) end as differs) as facts
    where facts.value is not null and (facts.differs or old.channel is not new.channel) on conflict do nothing;
    insert into tally_places (team, channel)
    select new.team, value from (select new.channel as value union all select '')
    where new.channel is not null on conflict do nothing;
    insert into tallies (place, days, start, fact, n)
    select place.id, span.days, new.opened_at / 86400000 / span.days * span.days, known.id, 1
    from tally_places as place cross join (select 'opened' as what, '' as value, '' is not '' as differs union all select 'family' as what, coalesce(new.family, '') as value, coalesce(old.family, '') is not coalesce(new.family, '') as differs union all select 'provider' as what, coalesce(new.provider, '') as value, coalesce(old.provider, '') is not coalesce(new.provider, '') as differs union all select 'entry' as what, coalesce(new.entry, '') as value, coalesce(old.entry, '') is not coalesce(new.entry, '') as differs union all select 'owner' as what, coalesce(new.owner, '') as value, coalesce(old.owner, '') is not coalesce(new.owner, '') as differs union all select 'helped' as what, case when new.resolved_at is not null then coalesce(coalesce(new.entry, '') || '/' || new.helped, '') end as value, case when old.resolved_at is not null then coalesce(coalesce(old.entry, '') || '/' || old.helped, '') end is not case when new.resolved_at is not null then coalesce(coalesce(new.entry, '') || '/' || new.helped, '') end as differs union all select 'returned' as what, case when new.returned_from is not null then coalesce(new.entry, '') end as value, case when old.returned_from is not null then coalesce(old.entry, '') end is not case when new.returned_from is not null then coalesce(new.entry, '') end as differs union all select 'answered' as what, case when new.answered_at is not null then cast(max(0, (new.answered_at - new.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (new.answered_at - new.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (new.answered_at - new.opened_at) / 1000))) - 2) * 3 as text) end as value, case when old.answered_at is not null then cast(max(0, (old.answered_at - old.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (old.answered_at - old.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (old.answered_at - old.opened_at) / 1000))) - 2) * 3 as text) end is not case when new.answered_at is not null then cast(max(0, (new.answered_at - new.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (new.answered_at - new.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (new.answered_at - new.opened_at) / 1000))) - 2) * 3 as text) end as differs union all select 'accepted' as what, case when new.accepted_at is not null then cast(max(0, (new.accepted_at - new.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (new.accepted_at - new.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (new.accepted_at - new.opened_at) / 1000))) - 2) * 3 as text) end as value, case when old.accepted_at is not null then cast(max(0, (old.accepted_at - old.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (old.accepted_at - old.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (old.accepted_at - old.opened_at) / 1000))) - 2) * 3 as text) end is not case when new.accepted_at is not null then cast(max(0, (new.accepted_at - new.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (new.accepted_at - new.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (new.accepted_at - new.opened_at) / 1000))) - 2) * 3 as text) end as differs union all select 'resolved' as what, case when new.resolved_at is not null then cast(max(0, (new.resolved_at - new.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (new.resolved_at - new.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (new.resolved_at - new.opened_at) / 1000))) - 2) * 3 as text) end as value, case when old.resolved_at is not null then cast(max(0, (old.resolved_at - old.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (old.resolved_at - old.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (old.resolved_at - old.opened_at) / 1000))) - 2) * 3 as text) end is not case when new.resolved_at is not null then cast(max(0, (new.resolved_at - new.opened_at) / 1000) >> max(0, length(printf('%o', max(0, (new.resolved_at - new.opened_at) / 1000))) - 2) * 3 << max(0, length(printf('%o', max(0, (new.resolved_at - new.opened_at) / 1000))) - 2) * 3 as text) end as differs) as facts
    cross join tally_facts as known on known.what = facts.what and known.value = facts.value
    cross join (select 1 as days union all select 7 union all select 28 union all select 364) as span
    where new.channel is not null and place.team = new.team
        and place.channel in (new.channel, '') and (facts.differs or old.channel is not new.channel)
    on conflict do update set n = n + excluded.n;
end;

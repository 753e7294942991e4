-- Acme with Ana in sales and Bruno in support; Globex, which is somebody else.
insert into institution (id, name) values (:acme, 'Acme'), (:globex, 'Globex');
insert into department (institution_id, id, name) values
    (:acme, :sales, 'Sales'), (:acme, :support, 'Support'), (:globex, :elsewhere, 'Sales');
insert into agent (institution_id, id, name, email, role) values
    (:acme, :ana, 'Ana', :ana || '@acme', 'AGENT'), (:acme, :bruno, 'Bruno', :bruno || '@acme', 'SUPERVISOR'),
    (:globex, :hank, 'Hank', :hank || '@globex', 'ADMIN');
insert into membership (institution_id, department_id, agent_id) values
    (:acme, :sales, :ana), (:acme, :support, :bruno), (:globex, :elsewhere, :hank);
insert into channel (institution_id, id, name, type, department_id, phone) values
    (:acme, :whatsapp, 'WhatsApp', 'WHATSAPP_WABA', :sales, '5511900000000'),
    (:acme, :webchat, 'Web', 'WEBCHAT', null, null), (:globex, :foreign, 'Foreign', 'GENERIC', :elsewhere, null);
insert into contact (institution_id, id, name, phone) values
    (:acme, :maria, 'Maria', '5511911111111'), (:acme, :joao, 'João', '5511922222222'),
    (:globex, :alien, 'Alien', '5511933333333');
insert into api_key (institution_id, id, name, prefix, hash, permissions) values
    (:acme, :key, 'CRM', 'prosa_sk_ab', :key::text::bytea, '{messages.send}');
insert into idempotency_key (institution_id, caller_id, path, key, body_hash, response, expires_at) values
    (:acme, :key, '/v1', 'k', repeat('0', 64), '{}', now() + interval '1 hour');
insert into signing_key (kid, public_key, private_key) values (:kid, 'public', 'private');

-- Maria's conversation in sales: two messages of hers, unread, taken in by the front door.
select take_inbound(json_build_array(
    json_build_object('institution', :acme, 'channel', :whatsapp, 'externalId', 'ext-1', 'phone', '5511911111111',
                      'type', 'text', 'content', json_build_object('text', 'hello')),
    json_build_object('institution', :acme, 'channel', :whatsapp, 'externalId', 'ext-2', 'phone', '5511911111111',
                      'type', 'text', 'content', json_build_object('text', 'anybody there?'))), now());

-- Elsewhere, Hank has answered the alien, and the channel has given his message its id, out-1.
select take_inbound(json_build_array(
    json_build_object('institution', :globex, 'channel', :foreign, 'externalId', 'ext-1', 'phone', '5511933333333',
                      'type', 'text', 'content', json_build_object('text', 'hello'))), now());
with c as (
    update conversation set last_seq = 2, last_message_id = uuidv7(), version = version + 1
    where institution_id = :globex returning *)
select store_outbound_message(c, '{"type":"text","text":"hi"}', json_build_object('type', 'AGENT', 'id', :hank, 'name', 'Hank'), now())
from c;
select take_reports((select json_agg(json_build_object('institution', :globex, 'channel', :foreign, 'messageId', m.id,
                                                       'externalId', 'out-1', 'status', 'SENT', 'at', now()))
                     from message m where institution_id = :globex and direction = 'OUTBOUND'), now());

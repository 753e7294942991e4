package dev.prosa.conversation.reference;

import dev.prosa.conversation.model.DepartmentId;
import dev.prosa.conversation.reference.Fixture.Channel;
import dev.prosa.conversation.reference.Fixture.Contact;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** One request, which is made of the service over HTTP and asked of the reference. */
sealed interface Step {

    String method();

    String path();

    Object body();

    /** Who asks; null: the program. */
    default UUID by() {
        return null;
    }

    Expected expectedBy(Reference reference, Observed observed);

    /** Something asked of a conversation. */
    sealed interface Command extends Step {

        UUID conversation();

        default String method() {
            return "PATCH";
        }

        default String path() {
            return "/v1/conversations/" + conversation() + "/"
                    + getClass().getSimpleName().toLowerCase();
        }
    }

    /** @param expects whether {@code expected} (null: nobody) is sent */
    record Assign(UUID by, UUID conversation, UUID agent, boolean expects, UUID expected) implements Command {

        @Override
        public Object body() {
            Map<String, Object> body = new HashMap<>();
            body.put("attendantId", agent);
            if (expects) body.put("expected", expected);
            return body;
        }

        @Override
        public Expected expectedBy(Reference reference, Observed observed) {
            return reference.assign(this, observed);
        }
    }

    /** @param toDepartment whether {@code department} (null: triage) is sent; {@code agent} is unless it is null */
    record Transfer(UUID by, UUID conversation, boolean toDepartment, DepartmentId department, UUID agent, String note)
            implements Command {

        @Override
        public Object body() {
            Map<String, Object> body = new HashMap<>();
            if (toDepartment) body.put("departmentId", department == null ? null : department.value());
            if (agent != null) body.put("attendantId", agent);
            if (note != null) body.put("note", note);
            return body;
        }

        @Override
        public Expected expectedBy(Reference reference, Observed observed) {
            return reference.transfer(this, observed);
        }
    }

    record Close(UUID by, UUID conversation, String note) implements Command {

        @Override
        public Object body() {
            return note == null ? null : Map.of("note", note);
        }

        @Override
        public Expected expectedBy(Reference reference, Observed observed) {
            return reference.close(this, observed);
        }
    }

    /** @param upToSeq null: all */
    record Read(UUID by, UUID conversation, Long upToSeq) implements Command {

        @Override
        public Object body() {
            return upToSeq == null ? null : Map.of("upToSeq", upToSeq);
        }

        @Override
        public Expected expectedBy(Reference reference, Observed observed) {
            return reference.read(this);
        }
    }

    record Reply(UUID by, UUID conversation, String text) implements Command {

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return "/v1/conversations/" + conversation + "/messages";
        }

        @Override
        public Object body() {
            return Map.of("type", "text", "content", Map.of("text", text));
        }

        @Override
        public Expected expectedBy(Reference reference, Observed observed) {
            return reference.reply(this, observed);
        }
    }

    record Send(UUID by, Channel channel, Contact to, String text) implements Step {

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return "/v1/channels/" + channel.id() + "/messages/text";
        }

        @Override
        public Object body() {
            return Map.of("to", to.phone(), "text", text);
        }

        @Override
        public Expected expectedBy(Reference reference, Observed observed) {
            return reference.send(this, observed);
        }
    }

    record Item(String externalId, Contact from, String text) {

        Map<String, Object> json() {
            return Map.of(
                    "externalId",
                    externalId,
                    "from",
                    Map.of("phone", from.phone(), "name", "Another name"),
                    "type",
                    "text",
                    "content",
                    Map.of("text", text));
        }
    }

    /** One message as an object, several as an array. */
    record Inbound(Channel channel, List<Item> items) implements Step {

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return "/v1/channels/" + channel.id() + "/inbound";
        }

        @Override
        public Object body() {
            return items.size() == 1
                    ? items.get(0).json()
                    : items.stream().map(Item::json).toList();
        }

        @Override
        public Expected expectedBy(Reference reference, Observed observed) {
            return reference.inbound(this, observed);
        }
    }

    /** An agent is to belong to exactly these. */
    record SetDepartments(UUID agent, Set<DepartmentId> departments) implements Step {

        @Override
        public String method() {
            return "PUT";
        }

        @Override
        public String path() {
            return "/v1/agents/" + agent + "/departments";
        }

        @Override
        public Object body() {
            return Map.of(
                    "departmentIds",
                    departments.stream().map(DepartmentId::value).toList());
        }

        @Override
        public Expected expectedBy(Reference reference, Observed observed) {
            return reference.setDepartments(this, observed);
        }
    }

    record Activate(UUID agent, boolean active) implements Step {

        @Override
        public String method() {
            return "PUT";
        }

        @Override
        public String path() {
            return "/v1/agents/" + agent;
        }

        @Override
        public Object body() {
            return Collections.singletonMap("active", active);
        }

        @Override
        public Expected expectedBy(Reference reference, Observed observed) {
            return reference.activate(this, observed);
        }
    }
}

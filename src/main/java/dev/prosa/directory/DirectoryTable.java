package dev.prosa.directory;

/** What the directory lists, each by name: its table and how a row {@code e} of it becomes JSON. */
enum DirectoryTable {
    DEPARTMENT("department", "department_json(e)"),
    CHANNEL("channel", "channel_json(e)"),
    CONTACT("contact", "contact_json(e)"),
    AGENT("agent", "agent_json(e, true)"),
    /** As an AGENT sees it: its name and its departments. */
    COLLEAGUE("agent", "agent_json(e, false)");

    private final String table;
    private final String json;

    DirectoryTable(String table, String json) {
        this.table = table;
        this.json = json;
    }

    static DirectoryTable agentFor(Caller caller) {
        return caller.role() == Role.AGENT ? COLLEAGUE : AGENT;
    }

    /** @param columns what is selected besides or instead of the JSON */
    String select(String columns) {
        return "select " + columns + " from " + table
                + " e where e.institution_id = :institution and e.deleted_at is null";
    }

    String asText() {
        return "cast(" + json + " as text)";
    }
}

package dev.prosa.directory;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;

/** That an agent belongs to a department. Nobody belongs to a deleted department, and no deleted agent to any. */
@Entity
@Table(name = "membership")
@IdClass(Membership.Key.class)
public class Membership {

    record Key(UUID institution, UUID department, UUID agent) implements Serializable {}

    @Id
    @Column(name = "institution_id")
    private UUID institution;

    @Id
    @Column(name = "department_id")
    private UUID department;

    @Id
    @Column(name = "agent_id")
    private UUID agent;

    protected Membership() {}

    public Membership(UUID institution, UUID department, UUID agent) {
        this.institution = institution;
        this.department = department;
        this.agent = agent;
    }
}

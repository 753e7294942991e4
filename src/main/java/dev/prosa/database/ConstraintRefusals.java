package dev.prosa.database;

import dev.prosa.problem.Refused;
import java.util.Map;

/**
 * What a violated constraint means to a caller, by the constraint's name. Features register those of their tables that a
 * well-formed request can run into; any other violation is a fault of Prosa.
 */
public record ConstraintRefusals(Map<String, Refused> byName) {}

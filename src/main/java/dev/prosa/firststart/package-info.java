/**
 * Creates the first institution where there is none: the demo on the embedded database, else the one that the
 * configuration names. Nothing is served before.
 */
package dev.prosa.firststart;

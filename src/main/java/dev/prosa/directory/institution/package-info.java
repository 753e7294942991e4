/** Creates institutions with their departments, channels and agents. */
package dev.prosa.directory.institution;

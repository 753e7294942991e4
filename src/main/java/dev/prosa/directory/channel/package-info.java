/** Where conversations come from. Nobody watches channels: their changes append nothing. */
package dev.prosa.directory.channel;

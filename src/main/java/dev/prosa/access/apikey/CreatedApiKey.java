package dev.prosa.access.apikey;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A new API key, with the key itself for the only time. */
record CreatedApiKey(@JsonUnwrapped ApiKeyView shown, String key) {}

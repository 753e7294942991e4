package dev.prosa.access.login;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.prosa.access.apikey.ApiKeyView;
import dev.prosa.directory.Caller;

/** An API key as it sees itself. */
record ApiKeyMe(@JsonUnwrapped ApiKeyView key) implements Me {

    @Override
    @JsonProperty
    public Caller.Kind type() {
        return Caller.Kind.API_KEY;
    }
}

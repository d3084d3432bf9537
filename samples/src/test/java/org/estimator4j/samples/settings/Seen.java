package org.estimator4j.samples.settings;

import org.estimator4j.annotation.Mode;
import org.estimator4j.config.Params;
import org.estimator4j.config.RunConfig;

/** What a method of a model was given. */
record Seen(String method, Mode mode, Params params, RunConfig config) {}

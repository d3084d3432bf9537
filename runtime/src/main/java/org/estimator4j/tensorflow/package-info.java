/**
 * The only room that touches what TensorFlow Java hides: native handles, prepared runs, status
 * codes, edges and devices set late. Internal: not for users.
 *
 * <p>No class of ours lives in a package of TensorFlow's. Hidden members are reached by method
 * handles held in static finals, which cost nothing once warm; on the module path they need {@code
 * --add-opens tensorflow/org.tensorflow=…}, and its absence is an error that says so.
 */
@NullMarked
package org.estimator4j.tensorflow;

import org.jspecify.annotations.NullMarked;

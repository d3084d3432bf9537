/** Kotlin as users write it: what must not compile, what documents show, what must stay. */
package org.estimator4j.kotlinuse;

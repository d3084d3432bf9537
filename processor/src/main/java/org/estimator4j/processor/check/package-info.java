/**
 * The contract, rule by rule: {@link org.estimator4j.processor.check.Rules} lists them. A rule
 * looks at descriptors and returns what is wrong; it neither throws nor prints, and knows no
 * compiler.
 */
@NullMarked
package org.estimator4j.processor.check;

import org.jspecify.annotations.NullMarked;

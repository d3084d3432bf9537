/** What is inside the jars that are published. */
@NullMarked
package org.estimator4j.packaging;

import org.jspecify.annotations.NullMarked;

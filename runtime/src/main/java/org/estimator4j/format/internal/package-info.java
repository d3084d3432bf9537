/**
 * Bytes that several rooms write to TensorFlow's files and read there: the checksum of all of them,
 * the framing of records, and files that are replaced as a whole. Internal: not for users.
 */
@NullMarked
package org.estimator4j.format.internal;

import org.jspecify.annotations.NullMarked;

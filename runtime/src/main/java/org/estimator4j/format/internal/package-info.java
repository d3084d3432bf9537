/**
 * Bytes that several rooms write to TensorFlow's files and read there: the checksum of all of them,
 * the framing of records; and how files come to a device whole or not at all. Internal: not for
 * users.
 */
@NullMarked
package org.estimator4j.format.internal;

import org.jspecify.annotations.NullMarked;

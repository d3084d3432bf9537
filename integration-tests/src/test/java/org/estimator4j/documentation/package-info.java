/**
 * What the documents say, compiled: snippets of Markdown and Javadoc, and the compiler's output.
 */
package org.estimator4j.documentation;

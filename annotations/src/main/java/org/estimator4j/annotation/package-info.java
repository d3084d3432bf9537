/** What a user writes on a model: roles of methods, names of data. */
package org.estimator4j.annotation;

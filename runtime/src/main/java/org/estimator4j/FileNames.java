package org.estimator4j;

import java.util.regex.Pattern;

/** Checks names that become names of directories. */
final class FileNames {

  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.\\-]*");

  private FileNames() {}

  static String require(String what, String name) {
    if (!LEGAL.matcher(name).matches()) {
      throw new IllegalArgumentException(
          what
              + " names a directory: letters, digits and _ . - are allowed, and it must not be"
              + " empty or begin with a dot, but it is '"
              + name
              + "'");
    }
    return name;
  }
}

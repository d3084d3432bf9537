package org.estimator4j.summary;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The name of this machine, where possible without asking the network: that may take seconds. */
final class HostName {

  private HostName() {}

  static String get() {
    for (String variable : List.of("HOSTNAME", "COMPUTERNAME")) {
      String name = System.getenv(variable);
      if (name != null && !name.isBlank()) {
        return name.strip();
      }
    }
    try {
      Path file = Path.of("/etc/hostname");
      String name = Files.isReadable(file) ? Files.readString(file).strip() : "";
      return name.isEmpty() ? InetAddress.getLocalHost().getHostName() : name;
    } catch (IOException e) {
      return "localhost";
    }
  }
}

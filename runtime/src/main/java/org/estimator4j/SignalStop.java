package org.estimator4j;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * While it is open, the first SIGTERM or Ctrl-C asks a training to end, and the second one ends the
 * process at once. When the training has ended and is saved, {@link #leave} lets the signal do what
 * it would have done: end the process, with its usual exit code.
 *
 * <p>{@code sun.misc.Signal} is the only way to hear of a signal and go on; the compiler warns of
 * every mention of it, so it is reached by reflection. Where it is missing, signals end the process
 * as ever.
 */
final class SignalStop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Estimator.class);
  private static final Map<String, Integer> SIGNALS = Map.of("INT", 2, "TERM", 15);
  private static final int SIGNAL_EXIT = 128;
  private static final long MILLISECONDS_TO_LEAVE = 10_000;

  private final Consumer<String> request;
  private final List<Restore> restores = new ArrayList<>();
  private volatile @Nullable String received;

  private SignalStop(Consumer<String> request) {
    this.request = request;
  }

  /** Puts a handler of ours back to what was there before. */
  private record Restore(Method handle, Object signal, Object previous) {}

  /**
   * Listens for signals.
   *
   * @param request is told why, in a thread of the JVM
   */
  static SignalStop install(Consumer<String> request) {
    SignalStop stop = new SignalStop(request);
    SIGNALS.keySet().forEach(stop::listen);
    return stop;
  }

  private void listen(String name) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object signal = signalType.getConstructor(String.class).newInstance(name);
      Object handler =
          Proxy.newProxyInstance(
              SignalStop.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) -> answer(proxy, name, method, arguments));
      Method handle = signalType.getMethod("handle", signalType, handlerType);
      restores.add(new Restore(handle, signal, handle.invoke(null, signal, handler)));
    } catch (ReflectiveOperationException e) {
      LOG.debug("SIG{} cannot be listened to; it ends the process as ever", name, e);
    }
  }

  private @Nullable Object answer(
      Object proxy, String name, Method method, Object @Nullable [] arguments) {
    switch (method.getName()) {
      case "handle" -> received(name);
      case "equals" -> {
        return arguments != null && proxy == arguments[0];
      }
      case "hashCode" -> {
        return System.identityHashCode(proxy);
      }
      default -> {
        return "estimator4j's answer to SIG" + name;
      }
    }
    return null;
  }

  private synchronized void received(String name) {
    if (received != null) {
      Runtime.getRuntime().halt(SIGNAL_EXIT + SIGNALS.getOrDefault(name, 0));
    }
    received = name;
    LOG.info("SIG{}: ending after this step and saving; once more ends at once", name);
    request.accept("SIG" + name + " was received");
  }

  /** Whether a signal has come. */
  boolean received() {
    return received != null;
  }

  @Override
  public void close() {
    for (Restore restore : restores) {
      try {
        restore.handle().invoke(null, restore.signal(), restore.previous());
      } catch (IllegalAccessException | InvocationTargetException e) {
        LOG.warn("a signal handler could not be restored", e);
      }
    }
    restores.clear();
  }

  /** Lets a signal that was received take its course; returns where none was. */
  void leave() {
    String name = received;
    if (name == null) {
      return;
    }
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Object signal = signalType.getConstructor(String.class).newInstance(name);
      signalType.getMethod("raise", signalType).invoke(null, signal);
      // It is answered in another thread: the program must not go on meanwhile.
      Thread.sleep(MILLISECONDS_TO_LEAVE);
    } catch (ReflectiveOperationException e) {
      LOG.debug("SIG{} cannot be raised again", name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

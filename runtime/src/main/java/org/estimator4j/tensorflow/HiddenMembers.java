package org.estimator4j.tensorflow;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import org.tensorflow.Graph;
import org.tensorflow.RawTensor;
import org.tensorflow.Tensor;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Tensor;

/** The package-private members of TensorFlow Java that we need, as method handles. */
final class HiddenMembers {

  private static final MethodHandle GRAPH_REF;
  private static final MethodHandle REFERENCE_HANDLE;
  private static final MethodHandle TENSOR_HANDLE;
  private static final MethodHandle TENSOR_FROM_HANDLE;
  private static final MethodHandle TENSOR_AS_TYPED;

  static {
    try {
      Class<?> reference = Class.forName("org.tensorflow.Graph$Reference");
      GRAPH_REF = handle(Graph.class, "ref");
      REFERENCE_HANDLE = handle(reference, "nativeHandle");
      TENSOR_HANDLE = handle(RawTensor.class, "nativeHandle");
      TENSOR_FROM_HANDLE = handle(RawTensor.class, "fromHandle", TF_Tensor.class);
      TENSOR_AS_TYPED = handle(RawTensor.class, "asTypedTensor");
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(
          "estimator4j was built for TensorFlow Java 1.1; the one on the class path has other"
              + " internals",
          e);
    }
  }

  private HiddenMembers() {}

  /** Keeps the native graph alive until it is closed; {@link #handle(AutoCloseable)} reads it. */
  static AutoCloseable reference(Graph graph) {
    try {
      return (AutoCloseable) GRAPH_REF.invoke(graph);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  static TF_Graph handle(AutoCloseable reference) {
    try {
      return (TF_Graph) REFERENCE_HANDLE.invoke(reference);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  static TF_Tensor handle(Tensor tensor) {
    try {
      return (TF_Tensor) TENSOR_HANDLE.invokeExact(tensor.asRawTensor());
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** Whether a tensor was closed, which it says by refusing its handle. */
  static boolean isClosed(Tensor tensor) {
    try {
      handle(tensor);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  /** A typed tensor that owns the handle: closing it frees the native tensor. */
  static Tensor tensor(TF_Tensor handle) {
    try {
      RawTensor raw = (RawTensor) TENSOR_FROM_HANDLE.invokeExact(handle);
      return (Tensor) TENSOR_AS_TYPED.invoke(raw);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  private static MethodHandle handle(Class<?> owner, String name, Class<?>... parameters)
      throws ReflectiveOperationException {
    Method method = owner.getDeclaredMethod(name, parameters);
    open(method);
    return MethodHandles.lookup().unreflect(method);
  }

  private static void open(AccessibleObject member) {
    try {
      member.setAccessible(true);
    } catch (InaccessibleObjectException e) {
      Module user = HiddenMembers.class.getModule();
      String name = user.isNamed() ? user.getName() : "ALL-UNNAMED";
      throw new LinkageError(
          "estimator4j needs internals of TensorFlow Java, which the module path hides; start the"
              + " JVM with --add-opens tensorflow/org.tensorflow="
              + name,
          e);
    }
  }

  private static RuntimeException rethrow(Throwable e) {
    if (e instanceof RuntimeException unchecked) {
      return unchecked;
    }
    if (e instanceof Error error) {
      throw error;
    }
    return new IllegalStateException("unexpected failure inside TensorFlow Java", e);
  }
}

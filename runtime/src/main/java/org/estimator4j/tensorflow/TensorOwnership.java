package org.estimator4j.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorMaybeMove;

import org.tensorflow.Tensor;
import org.tensorflow.internal.c_api.TF_Tensor;

/** Says who else uses the memory of a tensor. */
public final class TensorOwnership {

  private TensorOwnership() {}

  /**
   * Whether nobody but this tensor refers to its memory, so that it may be written again. A tensor
   * that was fed is shared for as long as a result of {@code identity} or {@code reshape} is open,
   * a queue holds it or a variable was assigned from it; writing would change those.
   *
   * @param tensor an open tensor
   * @return true if TensorFlow would give the memory away, too
   */
  public static boolean isSole(Tensor tensor) {
    // "Maybe" as it gives the tensor back, itself and unchanged, only if it has no other owner.
    TF_Tensor moved = TF_TensorMaybeMove(HiddenMembers.handle(tensor));
    return moved != null && !moved.isNull();
  }
}

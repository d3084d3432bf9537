package org.estimator4j.hook;

import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a training whose loss is NaN or infinite. It stands before the checkpoint saver, so that the
 * step which diverged is not saved. (The loss of a step is computed before its update; that the
 * update itself gave no NaN is checked when a checkpoint is written.)
 */
public final class NanLossHook implements SessionRunHook {

  private static final Logger LOG = LoggerFactory.getLogger(NanLossHook.class);

  private final boolean fails;

  private NanLossHook(boolean fails) {
    this.fails = fails;
  }

  /**
   * A guard that ends the training with {@link NanLossDuringTrainingException}.
   *
   * @return the hook
   */
  public static NanLossHook failing() {
    return new NanLossHook(true);
  }

  /**
   * A guard that warns and ends the training normally. Given to a training, it stands in the place
   * of the {@link #failing()} one that every training has; weights that are not finite are not
   * saved, so that the newest checkpoint is the last finite one.
   *
   * @return the hook
   */
  public static NanLossHook stopping() {
    return new NanLossHook(false);
  }

  /**
   * Whether it fails the training.
   *
   * @return false for a {@link #stopping()} one
   */
  public boolean isFailing() {
    return fails;
  }

  @Override
  public void afterRun(SessionRunContext context, SessionRunValues values) {
    double loss = values.loss();
    if (Double.isFinite(loss)) {
      return;
    }
    String message =
        "model diverged with loss = "
            + loss
            + " at global step "
            + context.globalStep()
            + ". Try a smaller learning rate, clip the gradients, or look for a logarithm or division"
            + " of zero in the loss.";
    if (fails) {
      throw new NanLossDuringTrainingException(message);
    }
    LOG.warn(message);
    context.requestStop("the loss is " + loss);
  }
}

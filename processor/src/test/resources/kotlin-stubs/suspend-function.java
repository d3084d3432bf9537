public final class Digits {
  @ModelFn
  public final Operand<TFloat32> logits(Layers layers, @Feature(shape = {-1L, 64L}) Operand<TFloat32> pixels) { return null; }
  @Loss
  public final Object loss(Losses losses, Operand<TFloat32> logits, @Label Operand<TInt32> digit, kotlin.coroutines.Continuation<? super Operand<TFloat32>> $completion) { return null; }
  // ...
}

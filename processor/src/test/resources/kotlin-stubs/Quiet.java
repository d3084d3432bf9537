package p;

import org.estimator4j.annotation.*;
import org.estimator4j.nn.layer.*;
import org.estimator4j.nn.loss.*;
import org.estimator4j.nn.optimizer.*;
import org.estimator4j.session.*;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.*;

@kotlin.Metadata(mv = {2, 4, 0}, k = 1, xi = 48, d1 = {"\u00000\n\u0002\u0018\u0002\n\u0002\u0010\u0000\n\u0002\b\u0003\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0002\b\u0002\n\u0002\u0018\u0002\n\u0000\u0018\u00002\u00020\u0001B\u0007\u00a2\u0006\u0004\b\u0002\u0010\u0003JM\u0010\u0004\u001a\n\u0012\u0004\u0012\u00020\u0006\u0018\u00010\u00052\'\b\u0001\u0010\u0007\u001a\b\u0012\u0004\u0012\u00020\u00060\u0005:\u0017\b\b\u0012\u0013\b\t\u0012\u000f\b\fJ\u0004\b\u0004\u0010\u0001J\u0005\b\u0004\u0010\u0080\u0001H\u0007b\u0012\b\n\u0012\u000e\b\u000b\u0012\n\b\fJ\u0006\b\n0\f8\rJ \u0010\u000e\u001a\b\u0012\u0004\u0012\u00020\u00060\u00052\f\u0010\u0004\u001a\b\u0012\u0004\u0012\u00020\u00060\u0005H\u0007b\u0002\b\u000f\u00a8\u0006\u0010"}, d2 = {"Lp/Quiet;", "", "<init>", "()V", "logits", "Lorg/tensorflow/Operand;", "Lorg/tensorflow/types/TFloat32;", "pixels", "Lorg/estimator4j/annotation/Feature;", "shape", "Lorg/estimator4j/annotation/ModelFn;", "modes", "Lorg/estimator4j/annotation/Mode;", "PREDICT", "odds", "Lorg/estimator4j/annotation/Predictions;", "consumer"})
@kotlin.Suppress(names = {"estimator4j:hidden-function", "estimator4j:nullable-result"})
public final class Quiet {
    
    public Quiet() {
        super();
    }
    
    @org.estimator4j.annotation.ModelFn(modes = {org.estimator4j.annotation.Mode.PREDICT})
    @org.jetbrains.annotations.Nullable()
    public final org.tensorflow.Operand<org.tensorflow.types.TFloat32> logits(@org.estimator4j.annotation.Feature(shape = {-1L, 64L})
    @org.jetbrains.annotations.NotNull()
    org.tensorflow.Operand<org.tensorflow.types.TFloat32> pixels) {
        return null;
    }
    
    @org.estimator4j.annotation.Predictions()
    @org.jetbrains.annotations.NotNull()
    public final org.tensorflow.Operand<org.tensorflow.types.TFloat32> odds(@org.jetbrains.annotations.NotNull()
    org.tensorflow.Operand<org.tensorflow.types.TFloat32> logits) {
        return null;
    }
}
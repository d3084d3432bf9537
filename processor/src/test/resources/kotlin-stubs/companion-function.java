package p;

import org.estimator4j.annotation.*;
import org.estimator4j.nn.layer.*;
import org.estimator4j.nn.loss.*;
import org.estimator4j.nn.optimizer.*;
import org.estimator4j.session.*;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.*;

@kotlin.Metadata(mv = {2, 4, 0}, k = 1, xi = 48, d1 = {"\u0000<\n\u0002\u0018\u0002\n\u0002\u0010\u0000\n\u0002\b\u0003\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0002\b\u0003\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0002\b\u0002\u0018\u0000 \u00142\u00020\u0001:\u0001\u0014B\u0007\u00a2\u0006\u0004\b\u0002\u0010\u0003JS\u0010\u0004\u001a\b\u0012\u0004\u0012\u00020\u00060\u00052\u0006\u0010\u0007\u001a\u00020\b2\'\b\u0001\u0010\t\u001a\b\u0012\u0004\u0012\u00020\u00060\u0005:\u0017\b\n\u0012\u0013\b\u000b\u0012\u000f\b\fJ\u0004\b\u0004\u0010\u0001J\u0005\b\u0004\u0010\u0080\u0001H\u0007b\u0012\b\f\u0012\u000e\b\r\u0012\n\b\fJ\u0006\b\n0\u000e8\u000fJ(\u0010\u0010\u001a\b\u0012\u0004\u0012\u00020\u00060\u00052\u0006\u0010\u0011\u001a\u00020\u00122\f\u0010\u0004\u001a\b\u0012\u0004\u0012\u00020\u00060\u0005H\u0007b\u0002\b\u0013\u00a8\u0006\u0015"}, d2 = {"Lp/Digits;", "", "<init>", "()V", "logits", "Lorg/tensorflow/Operand;", "Lorg/tensorflow/types/TFloat32;", "layers", "Lorg/estimator4j/nn/layer/Layers;", "pixels", "Lorg/estimator4j/annotation/Feature;", "shape", "Lorg/estimator4j/annotation/ModelFn;", "modes", "Lorg/estimator4j/annotation/Mode;", "PREDICT", "probabilities", "tf", "Lorg/tensorflow/op/Ops;", "Lorg/estimator4j/annotation/Predictions;", "Companion", "consumer"})
public final class Digits {
    @org.jetbrains.annotations.NotNull()
    public static final p.Digits.Companion Companion = null;
    
    public Digits() {
        super();
    }
    
    @org.estimator4j.annotation.ModelFn(modes = {org.estimator4j.annotation.Mode.PREDICT})
    @org.jetbrains.annotations.NotNull()
    public final org.tensorflow.Operand<org.tensorflow.types.TFloat32> logits(@org.jetbrains.annotations.NotNull()
    org.estimator4j.nn.layer.Layers layers, @org.estimator4j.annotation.Feature(shape = {-1L, 64L})
    @org.jetbrains.annotations.NotNull()
    org.tensorflow.Operand<org.tensorflow.types.TFloat32> pixels) {
        return null;
    }
    
    @org.estimator4j.annotation.Predictions()
    @org.jetbrains.annotations.NotNull()
    public final org.tensorflow.Operand<org.tensorflow.types.TFloat32> probabilities(@org.jetbrains.annotations.NotNull()
    org.tensorflow.op.Ops tf, @org.jetbrains.annotations.NotNull()
    org.tensorflow.Operand<org.tensorflow.types.TFloat32> logits) {
        return null;
    }
    
    @kotlin.Metadata(mv = {2, 4, 0}, k = 1, xi = 48, d1 = {"\u0000$\n\u0002\u0018\u0002\n\u0002\u0010\u0000\n\u0002\b\u0003\n\u0002\u0010 \n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0000\b\u0086\u0003\u0018\u00002\u00020\u0001B\t\b\u0002\u00a2\u0006\u0004\b\u0002\u0010\u0003J \u0010\u0004\u001a\b\u0012\u0004\u0012\u00020\u00060\u00052\f\u0010\u0007\u001a\b\u0012\u0004\u0012\u00020\t0\bH\u0007b\u0002\b\n\u00a8\u0006\u000b"}, d2 = {"Lp/Digits$Companion;", "", "<init>", "()V", "hooks", "", "Lorg/estimator4j/session/SessionRunHook;", "probabilities", "Lorg/tensorflow/Operand;", "Lorg/tensorflow/types/TFloat32;", "Lorg/estimator4j/annotation/PredictionHooks;", "consumer"})
    public static final class Companion {
        
        private Companion() {
            super();
        }
        
        @org.estimator4j.annotation.PredictionHooks()
        @org.jetbrains.annotations.NotNull()
        public final java.util.List<org.estimator4j.session.SessionRunHook> hooks(@org.jetbrains.annotations.NotNull()
        org.tensorflow.Operand<org.tensorflow.types.TFloat32> probabilities) {
            return null;
        }
    }
}
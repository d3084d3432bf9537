package p;

import org.estimator4j.annotation.*;
import org.estimator4j.nn.layer.*;
import org.estimator4j.nn.loss.*;
import org.estimator4j.nn.metric.*;
import org.estimator4j.nn.optimizer.*;
import org.estimator4j.session.*;
import org.estimator4j.spec.*;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.*;

@kotlin.Metadata(mv = {2, 4, 0}, k = 1, xi = 48, d1 = {"\u0000R\n\u0002\u0018\u0002\n\u0002\u0010\u0000\n\u0002\b\u0003\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0002\b\u0002\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0002\b\u0003\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0002\b\u0002\n\u0002\u0010 \n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0000\b\u00c6\u0002\u0018\u00002\u00020\u0001B\t\b\u0002\u00a2\u0006\u0004\b\u0002\u0010\u0003JX\u0010\u0004\u001a\b\u0012\u0004\u0012\u00020\u00060\u00052\u0006\u0010\u0007\u001a\u00020\b2\'\b\u0001\u0010\t\u001a\b\u0012\u0004\u0012\u00020\u00060\u0005:\u0017\b\n\u0012\u0013\b\u000b\u0012\u000f\b\fJ\u0004\b\u0004\u0010\u0001J\u0005\b\u0004\u0010\u0080\u0001H\u0001b\u0012\b\r\u0012\u000e\b\u000e\u0012\n\b\fJ\u0006\b\n0\u000f8\u0010\u00a2\u0006\u0002\b\fJ=\u0010\u0011\u001a\b\u0012\u0004\u0012\u00020\u00060\u00052\u0006\u0010\u0012\u001a\u00020\u00132\u000e\u0010\u0004\u001a\n\u0012\u0004\u0012\u00020\u0006\u0018\u00010\u0005H\u0007b\u0002\b\u0015b\f\b\u0016\u0012\b\b\u0017\u0012\u0004\b\b(\u0014\u00a2\u0006\u0002\b\u0014J \u0010\u0018\u001a\b\u0012\u0004\u0012\u00020\u001a0\u00192\f\u0010\u0011\u001a\b\u0012\u0004\u0012\u00020\u00060\u0005H\u0007b\u0002\b\u001b\u00a8\u0006\u001c"}, d2 = {"Lp/Constant;", "", "<init>", "()V", "logits", "Lorg/tensorflow/Operand;", "Lorg/tensorflow/types/TFloat32;", "layers", "Lorg/estimator4j/nn/layer/Layers;", "pixels", "Lorg/estimator4j/annotation/Feature;", "shape", "logits$consumer", "Lorg/estimator4j/annotation/ModelFn;", "modes", "Lorg/estimator4j/annotation/Mode;", "PREDICT", "odds", "tf", "Lorg/tensorflow/op/Ops;", "renamed", "Lorg/estimator4j/annotation/Predictions;", "Lkotlin/jvm/JvmName;", "name", "hooks", "", "Lorg/estimator4j/session/SessionRunHook;", "Lorg/estimator4j/annotation/PredictionHooks;", "consumer"})
public final class Constant {
    @org.jetbrains.annotations.NotNull()
    public static final p.Constant INSTANCE = null;
    
    private Constant() {
        super();
    }
    
    @org.estimator4j.annotation.ModelFn(modes = {org.estimator4j.annotation.Mode.PREDICT})
    @org.jetbrains.annotations.NotNull()
    public final org.tensorflow.Operand<org.tensorflow.types.TFloat32> logits$consumer(@org.jetbrains.annotations.NotNull()
    org.estimator4j.nn.layer.Layers layers, @org.estimator4j.annotation.Feature(shape = {-1L, 64L})
    @org.jetbrains.annotations.NotNull()
    org.tensorflow.Operand<org.tensorflow.types.TFloat32> pixels) {
        return null;
    }
    
    @org.estimator4j.annotation.Predictions()
    @kotlin.jvm.JvmName(name = "renamed")
    @org.jetbrains.annotations.NotNull()
    public final org.tensorflow.Operand<org.tensorflow.types.TFloat32> renamed(@org.jetbrains.annotations.NotNull()
    org.tensorflow.op.Ops tf, @org.jetbrains.annotations.Nullable()
    org.tensorflow.Operand<org.tensorflow.types.TFloat32> logits) {
        return null;
    }
    
    @org.estimator4j.annotation.PredictionHooks()
    @org.jetbrains.annotations.NotNull()
    public final java.util.List<org.estimator4j.session.SessionRunHook> hooks(@org.jetbrains.annotations.NotNull()
    org.tensorflow.Operand<org.tensorflow.types.TFloat32> odds) {
        return null;
    }
}
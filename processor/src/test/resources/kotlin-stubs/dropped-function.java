package p;

import org.estimator4j.annotation.*;
import org.estimator4j.nn.layer.*;
import org.estimator4j.nn.loss.*;
import org.estimator4j.nn.optimizer.*;
import org.estimator4j.session.*;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.*;

@kotlin.Metadata(mv = {2, 4, 0}, k = 1, xi = 48, d1 = {"\u0000l\n\u0002\u0018\u0002\n\u0002\u0010\u0000\n\u0002\b\u0003\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0002\b\u0002\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0002\b\u0002\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0000\n\u0002\u0010 \n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0002\b\u0002\n\u0002\u0018\u0002\n\u0000\u0018\u00002\u00020\u0001B\u0007\u00a2\u0006\u0004\b\u0002\u0010\u0003JC\u0010\u0004\u001a\b\u0012\u0004\u0012\u00020\u00060\u00052\u0006\u0010\u0007\u001a\u00020\b2\'\b\u0001\u0010\t\u001a\b\u0012\u0004\u0012\u00020\u00060\u0005:\u0017\b\n\u0012\u0013\b\u000b\u0012\u000f\b\fJ\u0004\b\u0004\u0010\u0001J\u0005\b\u0004\u0010\u0080\u0001H\u0007b\u0002\b\fJ(\u0010\r\u001a\b\u0012\u0004\u0012\u00020\u00060\u00052\u0006\u0010\u000e\u001a\u00020\u000f2\f\u0010\u0004\u001a\b\u0012\u0004\u0012\u00020\u00060\u0005H\u0007b\u0002\b\u0010J<\u0010\u0011\u001a\b\u0012\u0004\u0012\u00020\u00060\u00052\u0006\u0010\u0012\u001a\u00020\u00132\f\u0010\u0004\u001a\b\u0012\u0004\u0012\u00020\u00060\u00052\u0012\b\u0001\u0010\u0014\u001a\b\u0012\u0004\u0012\u00020\u00150\u0005:\u0002\b\u0016H\u0007b\u0002\b\u0017J\f\u0010\u0018\u001a\u00020\u0019H\u0007b\u0002\b\u001aJ!\u0010\u001b\u001a\b\u0012\u0004\u0012\u00020\u001d0\u001c2\u0006\u0010\u001e\u001a\u00020\u001fH\u0007b\u0002\b\"\u00a2\u0006\u0004\b \u0010!\u00a8\u0006#"}, d2 = {"Lp/Digits;", "", "<init>", "()V", "logits", "Lorg/tensorflow/Operand;", "Lorg/tensorflow/types/TFloat32;", "layers", "Lorg/estimator4j/nn/layer/Layers;", "pixels", "Lorg/estimator4j/annotation/Feature;", "shape", "Lorg/estimator4j/annotation/ModelFn;", "probabilities", "tf", "Lorg/tensorflow/op/Ops;", "Lorg/estimator4j/annotation/Predictions;", "loss", "losses", "Lorg/estimator4j/nn/loss/Losses;", "digit", "Lorg/tensorflow/types/TInt32;", "Lorg/estimator4j/annotation/Label;", "Lorg/estimator4j/annotation/Loss;", "optimizer", "Lorg/estimator4j/nn/optimizer/Optimizer;", "Lorg/estimator4j/annotation/TrainOp;", "hooks", "", "Lorg/estimator4j/session/SessionRunHook;", "every", "Lkotlin/UInt;", "hooks-WZ4Q5Ns", "(I)Ljava/util/List;", "Lorg/estimator4j/annotation/TrainingHooks;", "consumer"})
public final class Digits {
    
    public Digits() {
        super();
    }
    
    @org.estimator4j.annotation.ModelFn()
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
    
    @org.estimator4j.annotation.Loss()
    @org.jetbrains.annotations.NotNull()
    public final org.tensorflow.Operand<org.tensorflow.types.TFloat32> loss(@org.jetbrains.annotations.NotNull()
    org.estimator4j.nn.loss.Losses losses, @org.jetbrains.annotations.NotNull()
    org.tensorflow.Operand<org.tensorflow.types.TFloat32> logits, @org.estimator4j.annotation.Label()
    @org.jetbrains.annotations.NotNull()
    org.tensorflow.Operand<org.tensorflow.types.TInt32> digit) {
        return null;
    }
    
    @org.estimator4j.annotation.TrainOp()
    @org.jetbrains.annotations.NotNull()
    public final org.estimator4j.nn.optimizer.Optimizer optimizer() {
        return null;
    }
}
package p;

import org.estimator4j.annotation.*;
import org.estimator4j.nn.layer.*;
import org.estimator4j.nn.loss.*;
import org.estimator4j.nn.optimizer.*;
import org.estimator4j.session.*;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.*;

@kotlin.Metadata(mv = {1, 9, 0}, k = 1, xi = 48, d1 = {"\u0000@\n\u0002\u0018\u0002\n\u0002\u0010\u0000\n\u0002\b\u0002\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0002\b\u0003\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0002\b\u0002\n\u0002\u0018\u0002\n\u0000\n\u0002\u0010\u0007\n\u0002\b\u0002\u0018\u00002\u00020\u0001B\u0005\u00a2\u0006\u0002\u0010\u0002J&\u0010\u0003\u001a\b\u0012\u0004\u0012\u00020\u00050\u00042\u0006\u0010\u0006\u001a\u00020\u00072\u000e\b\u0001\u0010\b\u001a\b\u0012\u0004\u0012\u00020\u00050\u0004H\u0007J4\u0010\t\u001a\b\u0012\u0004\u0012\u00020\u00050\u00042\u0006\u0010\n\u001a\u00020\u000b2\f\u0010\u0003\u001a\b\u0012\u0004\u0012\u00020\u00050\u00042\u000e\b\u0001\u0010\f\u001a\b\u0012\u0004\u0012\u00020\r0\u0004H\u0007J\b\u0010\u000e\u001a\u00020\u000fH\u0007J$\u0010\u0010\u001a\b\u0012\u0004\u0012\u00020\u00050\u00042\u0006\u0010\u0011\u001a\u00020\u00122\f\u0010\u0003\u001a\b\u0012\u0004\u0012\u00020\u00050\u0004H\u0007J\u000e\u0010\u0013\u001a\u00020\u00142\u0006\u0010\u0015\u001a\u00020\u0014\u00a8\u0006\u0016"}, d2 = {"Lp/Digits;", "", "()V", "logits", "Lorg/tensorflow/Operand;", "Lorg/tensorflow/types/TFloat32;", "layers", "Lorg/estimator4j/nn/layer/Layers;", "pixels", "loss", "losses", "Lorg/estimator4j/nn/loss/Losses;", "digit", "Lorg/tensorflow/types/TInt32;", "optimizer", "Lorg/estimator4j/nn/optimizer/Optimizer;", "probabilities", "tf", "Lorg/tensorflow/op/Ops;", "times two", "", "x", "consumer"})
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
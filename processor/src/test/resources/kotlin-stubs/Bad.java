package p;

import org.estimator4j.annotation.*;
import org.estimator4j.nn.layer.*;
import org.estimator4j.nn.loss.*;
import org.estimator4j.nn.optimizer.*;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.*;

@kotlin.Metadata(mv = {2, 4, 0}, k = 1, xi = 48, d1 = {"\u0000x\n\u0002\u0018\u0002\n\u0002\u0010\u0000\n\u0002\b\u0003\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0002\b\u0002\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0002\b\u0002\n\u0002\u0018\u0002\n\u0002\b\u0002\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0000\n\u0002\u0010 \n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0002\b\u0002\n\u0002\u0018\u0002\n\u0000\u0018\u00002\u00020\u0001B\u0007\u00a2\u0006\u0004\b\u0002\u0010\u0003JC\u0010\u0004\u001a\b\u0012\u0004\u0012\u00020\u00060\u00052\u0006\u0010\u0007\u001a\u00020\b2\'\b\u0001\u0010\t\u001a\b\u0012\u0004\u0012\u00020\u00060\u0005:\u0017\b\n\u0012\u0013\b\u000b\u0012\u000f\b\fJ\u0004\b\u0004\u0010\u0001J\u0005\b\u0004\u0010\u0080\u0001H\u0007b\u0002\b\fJ.\u0010\r\u001a\b\u0012\u0004\u0012\u00020\u00060\u00052\u0006\u0010\u000e\u001a\u00020\u000f2\f\u0010\u0004\u001a\b\u0012\u0004\u0012\u00020\u00060\u0005H\u0087@b\u0002\b\u0011\u00a2\u0006\u0002\u0010\u0010J\u001b\u0010\u0012\u001a\u00020\u00132\u0006\u0010\u0014\u001a\u00020\u0015H\u0007b\u0002\b\u0018\u00a2\u0006\u0004\b\u0016\u0010\u0017J<\u0010\u0019\u001a\b\u0012\u0004\u0012\u00020\u00060\u00052\u0006\u0010\u001a\u001a\u00020\u001b2\f\u0010\u0004\u001a\b\u0012\u0004\u0012\u00020\u00060\u00052\u0012\b\u0001\u0010\u001c\u001a\b\u0012\u0004\u0012\u00020\u001d0\u0005:\u0002\b\u001eH\u0007b\u0002\b\u001fJ#\u0010 \u001a\n\u0012\u0004\u0012\u00020\"\u0018\u00010!2\u0006\u0010#\u001a\u00020$H\u0007b\u0002\b\'\u00a2\u0006\u0004\b%\u0010&\u00a8\u0006("}, d2 = {"Lp/Bad;", "", "<init>", "()V", "logits", "Lorg/tensorflow/Operand;", "Lorg/tensorflow/types/TFloat32;", "layers", "Lorg/estimator4j/nn/layer/Layers;", "pixels", "Lorg/estimator4j/annotation/Feature;", "shape", "Lorg/estimator4j/annotation/ModelFn;", "odds", "tf", "Lorg/tensorflow/op/Ops;", "(Lorg/tensorflow/op/Ops;Lorg/tensorflow/Operand;Lkotlin/coroutines/Continuation;)Ljava/lang/Object;", "Lorg/estimator4j/annotation/Predictions;", "optimizer", "Lorg/estimator4j/nn/optimizer/Optimizer;", "rate", "Lp/Rate;", "optimizer-DoZVS28", "(F)Lorg/estimator4j/nn/optimizer/Optimizer;", "Lorg/estimator4j/annotation/TrainOp;", "the loss", "losses", "Lorg/estimator4j/nn/loss/Losses;", "digit", "Lorg/tensorflow/types/TInt32;", "Lorg/estimator4j/annotation/Label;", "Lorg/estimator4j/annotation/Loss;", "hooks", "", "Lorg/estimator4j/session/SessionRunHook;", "count", "Lkotlin/UInt;", "hooks-WZ4Q5Ns", "(I)Ljava/util/List;", "Lorg/estimator4j/annotation/EvaluationHooks;", "consumer"})
public final class Bad {
    
    public Bad() {
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
    @org.jetbrains.annotations.Nullable()
    public final java.lang.Object odds(@org.jetbrains.annotations.NotNull()
    org.tensorflow.op.Ops tf, @org.jetbrains.annotations.NotNull()
    org.tensorflow.Operand<org.tensorflow.types.TFloat32> logits, @org.jetbrains.annotations.NotNull()
    kotlin.coroutines.Continuation<? super org.tensorflow.Operand<org.tensorflow.types.TFloat32>> $completion) {
        return null;
    }
}

@kotlin.Metadata(mv = {2, 4, 0}, k = 1, xi = 48, d1 = {"\u00006\n\u0002\u0018\u0002\n\u0002\u0010\u0000\n\u0002\b\u0003\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0002\b\u0003\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0002\b\u0002\u0018\u0000 \u00122\u00020\u0001:\u0001\u0012B\u0007\u00a2\u0006\u0004\b\u0002\u0010\u0003JM\u0010\u0004\u001a\n\u0012\u0004\u0012\u00020\u0006\u0018\u00010\u00052\'\b\u0001\u0010\u0007\u001a\b\u0012\u0004\u0012\u00020\u00060\u0005:\u0017\b\b\u0012\u0013\b\t\u0012\u000f\b\fJ\u0004\b\u0004\u0010\u0001J\u0005\b\u0004\u0010\u0080\u0001H\u0007b\u0012\b\n\u0012\u000e\b\u000b\u0012\n\b\fJ\u0006\b\n0\f8\rJ(\u0010\u000e\u001a\b\u0012\u0004\u0012\u00020\u00060\u00052\u0006\u0010\u000f\u001a\u00020\u00102\f\u0010\u0004\u001a\b\u0012\u0004\u0012\u00020\u00060\u0005H\u0007b\u0002\b\u0011\u00a8\u0006\u0013"}, d2 = {"Lp/Comp;", "", "<init>", "()V", "logits", "Lorg/tensorflow/Operand;", "Lorg/tensorflow/types/TFloat32;", "pixels", "Lorg/estimator4j/annotation/Feature;", "shape", "Lorg/estimator4j/annotation/ModelFn;", "modes", "Lorg/estimator4j/annotation/Mode;", "PREDICT", "odds", "tf", "Lorg/tensorflow/op/Ops;", "Lorg/estimator4j/annotation/Predictions;", "Companion", "consumer"})
final class Comp {
    @org.jetbrains.annotations.NotNull()
    public static final p.Comp.Companion Companion = null;
    
    public Comp() {
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
    org.tensorflow.op.Ops tf, @org.jetbrains.annotations.NotNull()
    org.tensorflow.Operand<org.tensorflow.types.TFloat32> logits) {
        return null;
    }
    
    @kotlin.Metadata(mv = {2, 4, 0}, k = 1, xi = 48, d1 = {"\u0000$\n\u0002\u0018\u0002\n\u0002\u0010\u0000\n\u0002\b\u0003\n\u0002\u0010 \n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0000\b\u0086\u0003\u0018\u00002\u00020\u0001B\t\b\u0002\u00a2\u0006\u0004\b\u0002\u0010\u0003J \u0010\u0004\u001a\b\u0012\u0004\u0012\u00020\u00060\u00052\f\u0010\u0007\u001a\b\u0012\u0004\u0012\u00020\t0\bH\u0007b\u0002\b\n\u00a8\u0006\u000b"}, d2 = {"Lp/Comp$Companion;", "", "<init>", "()V", "hooks", "", "Lorg/estimator4j/session/SessionRunHook;", "odds", "Lorg/tensorflow/Operand;", "Lorg/tensorflow/types/TFloat32;", "Lorg/estimator4j/annotation/PredictionHooks;", "consumer"})
    public static final class Companion {
        
        private Companion() {
            super();
        }
        
        @org.estimator4j.annotation.PredictionHooks()
        @org.jetbrains.annotations.NotNull()
        public final java.util.List<org.estimator4j.session.SessionRunHook> hooks(@org.jetbrains.annotations.NotNull()
        org.tensorflow.Operand<org.tensorflow.types.TFloat32> odds) {
            return null;
        }
    }
}

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

@kotlin.Metadata(mv = {2, 4, 0}, k = 1, xi = 48, d1 = {"\u0000\u008a\u0001\n\u0002\u0018\u0002\n\u0002\u0010\u0000\n\u0000\n\u0002\u0010\b\n\u0002\b\u0003\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0002\b\u0002\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0002\b\u0002\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0002\b\u0002\n\u0002\u0018\u0002\n\u0000\n\u0002\u0010$\n\u0002\u0010\u000e\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0000\n\u0002\u0010 \n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0002\b\u0002\u0018\u0000 +2\u00020\u0001:\u0001+B\u000f\u0012\u0006\u0010\u0002\u001a\u00020\u0003\u00a2\u0006\u0004\b\u0004\u0010\u0005JB\u0010\u0006\u001a\u00020\u00072\u0006\u0010\b\u001a\u00020\t2\'\b\u0001\u0010\n\u001a\b\u0012\u0004\u0012\u00020\f0\u000b:\u0017\b\r\u0012\u0013\b\u000e\u0012\u000f\b\fJ\u0004\b\u0004\u0010\u0001J\u0005\b\u0004\u0010\u0080\u0001H\u0001b\u0002\b\u0010\u00a2\u0006\u0002\b\u000fJ0\u0010\u0011\u001a\u00020\u00122\u0006\u0010\u0013\u001a\u00020\u00142\f\u0010\u0015\u001a\b\u0012\u0004\u0012\u00020\f0\u000b2\f\u0010\u0016\u001a\b\u0012\u0004\u0012\u00020\f0\u000bH\u0007b\u0002\b\u0017JF\u0010\u001d\u001a\u000e\u0012\u0004\u0012\u00020\u001f\u0012\u0004\u0012\u00020 0\u001e2\u0006\u0010\u001d\u001a\u00020!2\f\u0010\u0015\u001a\b\u0012\u0004\u0012\u00020\f0\u000b2\u0012\b\u0001\u0010\"\u001a\b\u0012\u0004\u0012\u00020#0\u000b:\u0002\b$H\u0007b\u0002\b%b\u0002\b&J\u0012\u0010\'\u001a\b\u0012\u0004\u0012\u00020)0(H\u0007b\u0002\b*R\u000e\u0010\u0002\u001a\u00020\u0003X\u0082\u0004\u00a2\u0006\u0002\n\u0000R\u0015\u0010\u0018\u001a\u00020\u00198Gz\u0002\b\u001c\u00a2\u0006\u0006\u001a\u0004\b\u001a\u0010\u001b\u00a8\u0006,"}, d2 = {"Lp/Digits;", "", "units", "", "<init>", "(I)V", "net", "Lp/Net;", "layers", "Lorg/estimator4j/nn/layer/Layers;", "pixels", "Lorg/tensorflow/Operand;", "Lorg/tensorflow/types/TFloat32;", "Lorg/estimator4j/annotation/Feature;", "shape", "net$consumer", "Lorg/estimator4j/annotation/ModelFn;", "answer", "Lp/Answer;", "tf", "Lorg/tensorflow/op/Ops;", "logits", "hidden", "Lorg/estimator4j/annotation/Predictions;", "optimizer", "Lorg/estimator4j/nn/optimizer/Optimizer;", "getOptimizer", "()Lorg/estimator4j/nn/optimizer/Optimizer;", "Lorg/estimator4j/annotation/TrainOp;", "metrics", "", "", "Lorg/estimator4j/nn/metric/EvalMetric;", "Lorg/estimator4j/nn/metric/Metrics;", "digit", "Lorg/tensorflow/types/TInt32;", "Lorg/estimator4j/annotation/Label;", "Lorg/estimator4j/annotation/EvalMetricOps;", "Lkotlin/jvm/JvmOverloads;", "hooks", "", "Lorg/estimator4j/session/SessionRunHook;", "Lorg/estimator4j/annotation/TrainingHooks;", "Companion", "consumer"})
public final class Digits {
    private final int units = 0;
    @org.jetbrains.annotations.NotNull()
    public static final p.Digits.Companion Companion = null;
    
    public Digits(int units) {
        super();
    }
    
    @org.estimator4j.annotation.ModelFn()
    @org.jetbrains.annotations.NotNull()
    public final p.Net net$consumer(@org.jetbrains.annotations.NotNull()
    org.estimator4j.nn.layer.Layers layers, @org.estimator4j.annotation.Feature(shape = {-1L, 64L})
    @org.jetbrains.annotations.NotNull()
    org.tensorflow.Operand<org.tensorflow.types.TFloat32> pixels) {
        return null;
    }
    
    @org.estimator4j.annotation.Predictions()
    @org.jetbrains.annotations.NotNull()
    public final p.Answer answer(@org.jetbrains.annotations.NotNull()
    org.tensorflow.op.Ops tf, @org.jetbrains.annotations.NotNull()
    org.tensorflow.Operand<org.tensorflow.types.TFloat32> logits, @org.jetbrains.annotations.NotNull()
    org.tensorflow.Operand<org.tensorflow.types.TFloat32> hidden) {
        return null;
    }
    
    @org.estimator4j.annotation.TrainOp()
    @org.jetbrains.annotations.NotNull()
    public final org.estimator4j.nn.optimizer.Optimizer getOptimizer() {
        return null;
    }
    
    @org.estimator4j.annotation.EvalMetricOps()
    @kotlin.jvm.JvmOverloads()
    @org.jetbrains.annotations.NotNull()
    public final java.util.Map<java.lang.String, org.estimator4j.nn.metric.EvalMetric> metrics(@org.jetbrains.annotations.NotNull()
    org.estimator4j.nn.metric.Metrics metrics, @org.jetbrains.annotations.NotNull()
    org.tensorflow.Operand<org.tensorflow.types.TFloat32> logits, @org.estimator4j.annotation.Label()
    @org.jetbrains.annotations.NotNull()
    org.tensorflow.Operand<org.tensorflow.types.TInt32> digit) {
        return null;
    }
    
    @org.estimator4j.annotation.TrainingHooks()
    @org.jetbrains.annotations.NotNull()
    public final java.util.List<org.estimator4j.session.SessionRunHook> hooks() {
        return null;
    }
    
    @kotlin.jvm.JvmStatic()
    @org.estimator4j.annotation.Loss()
    @org.jetbrains.annotations.NotNull()
    public static final org.tensorflow.Operand<org.tensorflow.types.TFloat32> loss(@org.jetbrains.annotations.NotNull()
    org.estimator4j.nn.loss.Losses losses, @org.jetbrains.annotations.NotNull()
    org.tensorflow.Operand<org.tensorflow.types.TFloat32> logits, @org.estimator4j.annotation.Label()
    @org.jetbrains.annotations.NotNull()
    org.tensorflow.Operand<org.tensorflow.types.TInt32> digit) {
        return null;
    }
    
    @kotlin.Metadata(mv = {2, 4, 0}, k = 1, xi = 48, d1 = {"\u00000\n\u0002\u0018\u0002\n\u0002\u0010\u0000\n\u0002\b\u0003\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0000\n\u0002\u0018\u0002\n\u0002\b\u0002\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0000\b\u0086\u0003\u0018\u00002\u00020\u0001B\t\b\u0002\u00a2\u0006\u0004\b\u0002\u0010\u0003J@\u0010\u0004\u001a\b\u0012\u0004\u0012\u00020\u00060\u00052\u0006\u0010\u0007\u001a\u00020\b2\f\u0010\t\u001a\b\u0012\u0004\u0012\u00020\u00060\u00052\u0012\b\u0001\u0010\n\u001a\b\u0012\u0004\u0012\u00020\u000b0\u0005:\u0002\b\fH\u0007b\u0002\b\rb\u0002\b\u000e\u00a8\u0006\u000f"}, d2 = {"Lp/Digits$Companion;", "", "<init>", "()V", "loss", "Lorg/tensorflow/Operand;", "Lorg/tensorflow/types/TFloat32;", "losses", "Lorg/estimator4j/nn/loss/Losses;", "logits", "digit", "Lorg/tensorflow/types/TInt32;", "Lorg/estimator4j/annotation/Label;", "Lkotlin/jvm/JvmStatic;", "Lorg/estimator4j/annotation/Loss;", "consumer"})
    public static final class Companion {
        
        private Companion() {
            super();
        }
        
        @kotlin.jvm.JvmStatic()
        @org.estimator4j.annotation.Loss()
        @org.jetbrains.annotations.NotNull()
        public final org.tensorflow.Operand<org.tensorflow.types.TFloat32> loss(@org.jetbrains.annotations.NotNull()
        org.estimator4j.nn.loss.Losses losses, @org.jetbrains.annotations.NotNull()
        org.tensorflow.Operand<org.tensorflow.types.TFloat32> logits, @org.estimator4j.annotation.Label()
        @org.jetbrains.annotations.NotNull()
        org.tensorflow.Operand<org.tensorflow.types.TInt32> digit) {
            return null;
        }
    }
}
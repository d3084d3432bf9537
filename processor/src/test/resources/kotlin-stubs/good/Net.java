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

@kotlin.Metadata(mv = {2, 4, 0}, k = 1, xi = 48, d1 = {"\u0000*\n\u0002\u0018\u0002\n\u0002\u0010\u0000\n\u0000\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0002\b\n\n\u0002\u0010\u000b\n\u0002\b\u0002\n\u0002\u0010\b\n\u0000\n\u0002\u0010\u000e\n\u0000\b\u0086\b\u0018\u00002\u00020\u0001B#\u0012\f\u0010\u0002\u001a\b\u0012\u0004\u0012\u00020\u00040\u0003\u0012\f\u0010\u0005\u001a\b\u0012\u0004\u0012\u00020\u00040\u0003\u00a2\u0006\u0004\b\u0006\u0010\u0007J\u000f\u0010\u000b\u001a\b\u0012\u0004\u0012\u00020\u00040\u0003H\u00c6\u0003J\u000f\u0010\f\u001a\b\u0012\u0004\u0012\u00020\u00040\u0003H\u00c6\u0003J)\u0010\r\u001a\u00020\u00002\u000e\b\u0002\u0010\u0002\u001a\b\u0012\u0004\u0012\u00020\u00040\u00032\u000e\b\u0002\u0010\u0005\u001a\b\u0012\u0004\u0012\u00020\u00040\u0003H\u00c6\u0001J\u0014\u0010\u000e\u001a\u00020\u000f2\b\u0010\u0010\u001a\u0004\u0018\u00010\u0001H\u00d6\u0083\u0004J\n\u0010\u0011\u001a\u00020\u0012H\u00d6\u0081\u0004J\n\u0010\u0013\u001a\u00020\u0014H\u00d6\u0081\u0004R\u0017\u0010\u0002\u001a\b\u0012\u0004\u0012\u00020\u00040\u0003\u00a2\u0006\b\n\u0000\u001a\u0004\b\b\u0010\tR\u0017\u0010\u0005\u001a\b\u0012\u0004\u0012\u00020\u00040\u0003\u00a2\u0006\b\n\u0000\u001a\u0004\b\n\u0010\t\u00a8\u0006\u0015"}, d2 = {"Lp/Net;", "", "logits", "Lorg/tensorflow/Operand;", "Lorg/tensorflow/types/TFloat32;", "hidden", "<init>", "(Lorg/tensorflow/Operand;Lorg/tensorflow/Operand;)V", "getLogits", "()Lorg/tensorflow/Operand;", "getHidden", "component1", "component2", "copy", "equals", "", "other", "hashCode", "", "toString", "", "consumer"})
public final class Net {
    @org.jetbrains.annotations.NotNull()
    private final org.tensorflow.Operand<org.tensorflow.types.TFloat32> logits = null;
    @org.jetbrains.annotations.NotNull()
    private final org.tensorflow.Operand<org.tensorflow.types.TFloat32> hidden = null;
    
    public Net(@org.jetbrains.annotations.NotNull()
    org.tensorflow.Operand<org.tensorflow.types.TFloat32> logits, @org.jetbrains.annotations.NotNull()
    org.tensorflow.Operand<org.tensorflow.types.TFloat32> hidden) {
        super();
    }
    
    @org.jetbrains.annotations.NotNull()
    public final org.tensorflow.Operand<org.tensorflow.types.TFloat32> getLogits() {
        return null;
    }
    
    @org.jetbrains.annotations.NotNull()
    public final org.tensorflow.Operand<org.tensorflow.types.TFloat32> getHidden() {
        return null;
    }
    
    @org.jetbrains.annotations.NotNull()
    public final org.tensorflow.Operand<org.tensorflow.types.TFloat32> component1() {
        return null;
    }
    
    @org.jetbrains.annotations.NotNull()
    public final org.tensorflow.Operand<org.tensorflow.types.TFloat32> component2() {
        return null;
    }
    
    @org.jetbrains.annotations.NotNull()
    public final p.Net copy(@org.jetbrains.annotations.NotNull()
    org.tensorflow.Operand<org.tensorflow.types.TFloat32> logits, @org.jetbrains.annotations.NotNull()
    org.tensorflow.Operand<org.tensorflow.types.TFloat32> hidden) {
        return null;
    }
    
    @java.lang.Override()
    public boolean equals(@org.jetbrains.annotations.Nullable()
    java.lang.Object other) {
        return false;
    }
    
    @java.lang.Override()
    public int hashCode() {
        return 0;
    }
    
    @java.lang.Override()
    @org.jetbrains.annotations.NotNull()
    public java.lang.String toString() {
        return null;
    }
}
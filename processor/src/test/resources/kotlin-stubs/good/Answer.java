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

@kotlin.Metadata(mv = {2, 4, 0}, k = 1, xi = 48, d1 = {"\u00006\n\u0002\u0018\u0002\n\u0002\u0010\u0000\n\u0000\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0002\u0018\u0002\n\u0002\b\u0003\n\u0002\u0018\u0002\n\u0002\b\t\n\u0002\u0010\u000b\n\u0002\b\u0002\n\u0002\u0010\b\n\u0000\n\u0002\u0010\u000e\n\u0000\b\u0086\b\u0018\u00002\u00020\u0001B3\u0012\u001c\b\u0001\u0010\u0002\u001a\b\u0012\u0004\u0012\u00020\u00040\u0003:\f\b\u0005\u0012\b\b\u0006\u0012\u0004\b\b(\u0007\u0012\f\u0010\b\u001a\b\u0012\u0004\u0012\u00020\t0\u0003\u00a2\u0006\u0004\b\n\u0010\u000bJ\u000f\u0010\u000f\u001a\b\u0012\u0004\u0012\u00020\u00040\u0003H\u00c6\u0003J\u000f\u0010\u0010\u001a\b\u0012\u0004\u0012\u00020\t0\u0003H\u00c6\u0003J7\u0010\u0011\u001a\u00020\u00002\u001c\b\u0003\u0010\u0002\u001a\b\u0012\u0004\u0012\u00020\u00040\u0003:\f\b\u0005\u0012\b\b\u0006\u0012\u0004\b\b(\u00072\u000e\b\u0002\u0010\b\u001a\b\u0012\u0004\u0012\u00020\t0\u0003H\u00c6\u0001J\u0014\u0010\u0012\u001a\u00020\u00132\b\u0010\u0014\u001a\u0004\u0018\u00010\u0001H\u00d6\u0083\u0004J\n\u0010\u0015\u001a\u00020\u0016H\u00d6\u0081\u0004J\n\u0010\u0017\u001a\u00020\u0018H\u00d6\u0081\u0004R+\u0010\u0002\u001a\b\u0012\u0004\u0012\u00020\u00040\u00038\u0006X\u0087\u0004\u0092\u0002\f\b\u0005\u0012\b\b\u0006\u0012\u0004\b\b(\u0007\u00a2\u0006\b\n\u0000\u001a\u0004\b\f\u0010\rR\u0017\u0010\b\u001a\b\u0012\u0004\u0012\u00020\t0\u0003\u00a2\u0006\b\n\u0000\u001a\u0004\b\u000e\u0010\r\u00a8\u0006\u0019"}, d2 = {"Lp/Answer;", "", "best", "Lorg/tensorflow/Operand;", "Lorg/tensorflow/types/TInt64;", "Lorg/estimator4j/annotation/Output;", "name", "digit", "odds", "Lorg/tensorflow/types/TFloat32;", "<init>", "(Lorg/tensorflow/Operand;Lorg/tensorflow/Operand;)V", "getBest", "()Lorg/tensorflow/Operand;", "getOdds", "component1", "component2", "copy", "equals", "", "other", "hashCode", "", "toString", "", "consumer"})
public final class Answer {
    @org.estimator4j.annotation.Output(name = "digit")
    @org.jetbrains.annotations.NotNull()
    private final org.tensorflow.Operand<org.tensorflow.types.TInt64> best = null;
    @org.jetbrains.annotations.NotNull()
    private final org.tensorflow.Operand<org.tensorflow.types.TFloat32> odds = null;
    
    public Answer(@org.estimator4j.annotation.Output(name = "digit")
    @org.jetbrains.annotations.NotNull()
    org.tensorflow.Operand<org.tensorflow.types.TInt64> best, @org.jetbrains.annotations.NotNull()
    org.tensorflow.Operand<org.tensorflow.types.TFloat32> odds) {
        super();
    }
    
    @org.jetbrains.annotations.NotNull()
    public final org.tensorflow.Operand<org.tensorflow.types.TInt64> getBest() {
        return null;
    }
    
    @org.jetbrains.annotations.NotNull()
    public final org.tensorflow.Operand<org.tensorflow.types.TFloat32> getOdds() {
        return null;
    }
    
    @org.jetbrains.annotations.NotNull()
    public final org.tensorflow.Operand<org.tensorflow.types.TInt64> component1() {
        return null;
    }
    
    @org.jetbrains.annotations.NotNull()
    public final org.tensorflow.Operand<org.tensorflow.types.TFloat32> component2() {
        return null;
    }
    
    @org.jetbrains.annotations.NotNull()
    public final p.Answer copy(@org.estimator4j.annotation.Output(name = "digit")
    @org.jetbrains.annotations.NotNull()
    org.tensorflow.Operand<org.tensorflow.types.TInt64> best, @org.jetbrains.annotations.NotNull()
    org.tensorflow.Operand<org.tensorflow.types.TFloat32> odds) {
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
package org.estimator4j.serve;

import java.nio.file.Path;
import java.util.List;
import org.estimator4j.tensorflow.NativeLibrary;
import org.estimator4j.tensorflow.NativeSession;
import org.estimator4j.tensorflow.OperationFailedException;
import org.estimator4j.tensorflow.PreparedRun;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.MetaGraphDef;

/** A SavedModel in a session of our own. */
final class SavedModelSource implements PredictorSource {

  private final Path directory;
  private final Graph graph;
  private final NativeSession session;
  private final SignatureReader.Found found;

  private SavedModelSource(
      Path directory, Graph graph, NativeSession session, SignatureReader.Found found) {
    this.directory = directory;
    this.graph = graph;
    this.session = session;
    this.found = found;
  }

  static SavedModelSource load(Path directory, PredictorSettings settings) {
    NativeLibrary.require();
    MetaGraphDef meta =
        SavedModelFiles.metaGraph(directory, SavedModelFiles.read(directory), settings.tags());
    SignatureReader reader = new SignatureReader(directory, meta, settings);
    reader.key(); // what is not there is said before the work begins
    Graph graph = new Graph();
    @Nullable NativeSession session = null;
    boolean loaded = false;
    try {
      graph.importGraphDef(meta.getGraphDef());
      SignatureReader.Found found = reader.read(graph);
      session = NativeSession.open(graph, null, settings.config());
      SavedModelStart.run(directory, graph, session, meta);
      SavedModelSource source = new SavedModelSource(directory, graph, session, found);
      loaded = true;
      return source;
    } catch (OperationFailedException e) {
      throw new SavedModelException(
          directory + " cannot be loaded, is it complete? " + e.getMessage(), e);
    } catch (TensorFlowException e) {
      throw new SavedModelException(
          "the graph of " + directory + " cannot be read: " + e.getMessage(), e);
    } finally {
      if (!loaded) {
        if (session != null) {
          session.close();
        }
        graph.close();
      }
    }
  }

  @Override
  public String describe() {
    return directory.toString();
  }

  @Override
  public ModelSignature signature() {
    return found.signature();
  }

  @Override
  public PreparedRun prepare() {
    return session.prepare(found.feeds(), found.fetches(), List.of());
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}

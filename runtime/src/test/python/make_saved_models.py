"""Writes the SavedModels of PythonSavedModelTest that are not of tf.estimator: make_saved_models.py OUT.

TensorFlow 2.15. Each comes with what Python answers, as JSON beside it.
"""

import json
import os
import shutil
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy as np
import tensorflow as tf

X = np.array([[0.5, -1.0], [2.0, 0.25], [0.0, 3.0]], np.float32)


def finish(out, name, answers):
  """Only what a loader needs stays; the answers of Python's loader are written down."""
  for extra in ("fingerprint.pb", "keras_metadata.pb"):
    path = os.path.join(out, name, extra)
    if os.path.exists(path):
      os.remove(path)
  assets = os.path.join(out, name, "assets")
  if os.path.isdir(assets) and not os.listdir(assets):
    os.rmdir(assets)
  with open(os.path.join(out, name + ".json"), "w") as f:
    json.dump(answers, f, indent=1)
    f.write("\n")


class Scorer(tf.Module):
  """Variables, a table and strings, some of which are no UTF-8."""

  def __init__(self):
    super().__init__()
    self.weights = tf.Variable([[1.0, -2.0, 0.5], [0.25, 3.0, -1.0]], name="weights")
    self.bias = tf.Variable([0.1, 0.2, 0.3], name="bias")
    self.table = tf.lookup.StaticHashTable(
        tf.lookup.KeyValueTensorInitializer(["a", "b"], tf.constant([1.0, 2.0])), 0.0)

  @tf.function(input_signature=[
      tf.TensorSpec([None, 2], tf.float32, "x"), tf.TensorSpec([None], tf.string, "name")])
  def score(self, x, name):
    scores = (x @ self.weights + self.bias) * (1.0 + self.table.lookup(name)[:, None])
    best = tf.argmax(scores, -1)
    labels = tf.constant([b"plain", "\u00fcnic\u00f6de".encode(), b"\xff\x00\xfe"])
    return {"scores": scores, "label": tf.gather(labels, best)}


def tf2_module(out):
  module = Scorer()
  module.weights.assign_add([[0.5, 0.5, 0.5], [0.0, 0.0, 0.0]])
  path = os.path.join(out, "tf2_module")
  tf.saved_model.save(module, path, signatures=module.score)
  names = ["a", "zzz", "b"]
  answer = tf.saved_model.load(path).signatures["serving_default"](
      x=tf.constant(X), name=tf.constant(names))
  finish(out, "tf2_module", {
      "x": X.tolist(), "name": names, "scores": answer["scores"].numpy().tolist(),
      "label_hex": [label.hex() for label in answer["label"].numpy()]})


def keras_functional(out):
  tf.keras.utils.set_random_seed(3)
  x = tf.keras.Input([2], name="x")
  hidden = tf.keras.layers.Dense(4, "relu", name="hidden")(x)
  hidden = tf.keras.layers.BatchNormalization(name="norm")(hidden)
  y = tf.keras.layers.Dense(3, "softmax", name="probabilities")(hidden)
  model = tf.keras.Model(x, y)
  model.compile("adam", "sparse_categorical_crossentropy")
  model.fit(np.tile(X, [20, 1]), np.tile([0, 1, 2], 20), verbose=0)
  path = os.path.join(out, "keras_functional")
  model.export(path, verbose=False) if "verbose" in model.export.__code__.co_varnames else model.export(path)
  answer = tf.saved_model.load(path).signatures["serving_default"](tf.constant(X))
  checkpoint = os.path.join(out, "keras_checkpoint")
  os.makedirs(checkpoint, exist_ok=True)
  tf.train.Checkpoint(model=model).write(os.path.join(checkpoint, "weights"))
  finish(out, "keras_functional", {
      "x": X.tolist(), "output": {k: v.numpy().tolist() for k, v in answer.items()},
      "weights": {w.name: w.numpy().tolist() for w in model.weights}})


def composite(out):
  """Sparse and ragged in a signature, as tf.estimator's receivers and outputs may be."""
  path = os.path.join(out, "composite")
  with tf.Graph().as_default(), tf.compat.v1.Session() as session:
    tags = tf.compat.v1.sparse_placeholder(tf.int64, [None, 8], name="tags")
    words = tf.compat.v1.ragged.placeholder(tf.string, 1, [], name="words")
    weight = tf.compat.v1.get_variable("weight", initializer=2.0)
    lengths = tf.cast(words.row_lengths(), tf.float32)
    counts = tf.sparse.reduce_sum(tf.sparse.map_values(tf.cast, tags, tf.float32), 1)
    upper = words.with_values(tf.strings.upper(words.values))
    session.run(tf.compat.v1.global_variables_initializer())
    tf.compat.v1.saved_model.simple_save(
        session, path, {"tags": tags, "words": words},
        {"score": weight * lengths + tf.reshape(counts, [-1]), "upper": upper,
         "doubled": tf.sparse.map_values(lambda v: 2 * v, tags)})
  rows = [["a", "cat"], [], ["tree"]]
  answer = tf.saved_model.load(path).signatures["serving_default"](
      tags_indices=tf.constant([[0, 1], [2, 0], [2, 7]], tf.int64),
      tags_values=tf.constant([5, 6, 7], tf.int64), tags_dense_shape=tf.constant([3, 8], tf.int64),
      words_component_0=tf.constant(["a", "cat", "tree"]),
      words_component_1=tf.constant([0, 2, 2, 3], tf.int64))
  finish(out, "composite", {
      "words": rows, "score": answer["score"].numpy().tolist(),
      "upper": [w.decode() for w in answer["upper"].values.numpy()],
      "upper_splits": answer["upper"].row_splits.numpy().tolist(),
      "doubled": answer["doubled"].values.numpy().tolist()})


if __name__ == "__main__":
  out = sys.argv[1]
  for write in (tf2_module, keras_functional, composite):
    shutil.rmtree(os.path.join(out, write.__name__), ignore_errors=True)
    write(out)

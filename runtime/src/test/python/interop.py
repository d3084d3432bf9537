"""Python's side of InteropTest: TensorFlow 2.15 with tf.estimator reads and writes what we do.

Arrays are files of raw little-endian float32.
"""

import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy as np


def floats(path, columns):
  return np.fromfile(path, dtype="<f4").reshape(-1, columns)


def require_close(name, actual, expected, tolerance):
  difference = float(np.max(np.abs(np.asarray(actual) - np.asarray(expected))))
  assert difference <= tolerance, "%s differs by %g" % (name, difference)
  print("%s: %d values agree, the largest difference is %g" % (name, expected.size, difference))


def predictions(saved_model, points, expected):
  """The predictions of both of Python's loaders are those of the file."""
  import tensorflow as tf

  points, expected = floats(points, 2), floats(expected, 2)
  loaded = tf.saved_model.load(saved_model, tags=["serve"])
  answer = loaded.signatures["serving_default"](point=tf.constant(points))
  require_close("tf.saved_model.load", answer["probabilities"].numpy(), expected, 1e-6)
  with tf.compat.v1.Session(graph=tf.Graph()) as session:
    meta = tf.compat.v1.saved_model.load(session, ["serve"], saved_model)
    signature = meta.signature_def["serving_default"]
    answer = session.run(
        signature.outputs["probabilities"].name,
        {signature.inputs["point"].name: points})
    require_close("tf.compat.v1.saved_model.load", answer, expected, 1e-6)
    names = sorted(v.op.name for v in tf.compat.v1.trainable_variables())
    assert names == ["hidden/bias", "hidden/kernel", "logits/bias", "logits/kernel"], names


def examples(saved_model, points, expected):
  """A SavedModel that parses Examples."""
  import tensorflow as tf

  points, expected = floats(points, 2), floats(expected, 2)
  serialized = [
      tf.train.Example(features=tf.train.Features(feature={
          "point": tf.train.Feature(float_list=tf.train.FloatList(value=point))
      })).SerializeToString() for point in points]
  loaded = tf.saved_model.load(saved_model)
  answer = loaded.signatures["serving_default"](examples=tf.constant(serialized))
  require_close("examples", answer["probabilities"].numpy(), expected, 1e-6)


def meta_graph(checkpoint, points, expected):
  """A checkpoint with its graph, without the model's code: restored, asked, trained, saved."""
  import tensorflow as tf
  v1 = tf.compat.v1

  points, expected = floats(points, 2), floats(expected, 2)
  with v1.Session(graph=tf.Graph()) as session:
    saver = v1.train.import_meta_graph(checkpoint + ".meta")
    saver.restore(session, checkpoint)
    names = sorted(v.op.name for v in v1.trainable_variables())
    assert names == ["hidden/bias", "hidden/kernel", "logits/bias", "logits/kernel"], names
    values = {v.op.name: session.run(v) for v in v1.trainable_variables()}
    hidden = np.maximum(points @ values["hidden/kernel"] + values["hidden/bias"], 0)
    logits = hidden @ values["logits/kernel"] + values["logits/bias"]
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    require_close("import_meta_graph", odds / odds.sum(axis=1, keepdims=True), expected, 1e-5)
    step = v1.train.get_global_step()
    before = session.run(step)
    feed = {"features/point:0": points, "labels/inside:0": np.zeros(len(points), np.int32)}
    session.run(v1.get_collection("train_op"), feed)
    assert session.run(step) == before + 1
    saver.save(session, checkpoint + "-again", write_meta_graph=False)
  assert tf.train.load_checkpoint(checkpoint + "-again").get_tensor("global_step") == before + 1


def onnx(model, points, expected):
  import onnxruntime

  points, expected = floats(points, 2), floats(expected, 2)
  session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
  names = [output.name for output in session.get_outputs()]
  answer = session.run(None, {session.get_inputs()[0].name: points})
  require_close("onnxruntime", answer[names.index("probabilities")], expected, 1e-5)


def model_fn(features, labels, mode):
  import tensorflow as tf

  layers = tf.compat.v1.layers
  hidden = layers.dense(features["point"], 16, activation=tf.nn.relu, name="hidden")
  logits = layers.dense(hidden, 2, name="logits")
  loss = tf.compat.v1.losses.sparse_softmax_cross_entropy(labels, logits)
  train_op = None
  if mode == tf.estimator.ModeKeys.TRAIN:
    train_op = tf.compat.v1.train.AdamOptimizer(0.01).minimize(
        loss, tf.compat.v1.train.get_global_step())
  accuracy = tf.compat.v1.metrics.accuracy(labels, tf.argmax(logits, -1))
  return tf.estimator.EstimatorSpec(
      mode, loss=loss, train_op=train_op, eval_metric_ops={"accuracy": accuracy})


def continues(model_dir, points, labels, max_steps):
  """Evaluates the newest checkpoint, whoever wrote it, trains on, and evaluates again."""
  import tensorflow as tf

  points = floats(points, 2)
  labels = np.fromfile(labels, dtype="<i4")

  def input_fn(repeat, batch):
    data = tf.data.Dataset.from_tensor_slices(({"point": points}, labels))
    return data.repeat(repeat).batch(batch)

  config = tf.estimator.RunConfig(save_checkpoints_steps=1000, tf_random_seed=1)
  estimator = tf.estimator.Estimator(model_fn, model_dir, config)
  for trained in (False, True):
    if trained:
      estimator.train(lambda: input_fn(None, 50), max_steps=int(max_steps))
    result = estimator.evaluate(lambda: input_fn(1, len(labels)))
    print("evaluated %d %.9g %.9g" % (result["global_step"], result["loss"], result["accuracy"]))


ANIMAL_WORDS = [["a", "cat"], ["tree", "house", "tree"], [], [], ["dog"], ["house"]]
ANIMAL_TAGS = [{}, {7: 4}, {0: 1, 5: 2}, {1: 4}, {2: 2}, {}]


def animals(raw, parsing, expected):
  """A model of ragged words and sparse tags, fed with plain tensors and with Examples."""
  import json

  import tensorflow as tf

  expected = np.array(json.loads(expected))
  places = [(row, place) for row, tags in enumerate(ANIMAL_TAGS) for place in tags]
  fed = {
      "words/values": tf.constant([word for row in ANIMAL_WORDS for word in row]),
      "words/row_splits": tf.constant(
          np.cumsum([0] + [len(row) for row in ANIMAL_WORDS]).astype(np.int64)),
      "tags/indices": tf.constant(places, tf.int64),
      "tags/values": tf.constant([ANIMAL_TAGS[row][place] for row, place in places], tf.int64),
      "tags/dense_shape": tf.constant([len(ANIMAL_TAGS), 8], tf.int64)}
  answer = tf.saved_model.load(raw).signatures["serving_default"](**fed)
  require_close("tf.saved_model.load", answer["output"].numpy(), expected, 1e-6)
  with tf.compat.v1.Session(graph=tf.Graph()) as session:
    meta = tf.compat.v1.saved_model.load(session, ["serve"], raw)
    signature = meta.signature_def["serving_default"]
    answer = session.run(
        signature.outputs["output"].name,
        {signature.inputs[key].name: value.numpy() for key, value in fed.items()})
    require_close("tf.compat.v1.saved_model.load", answer, expected, 1e-6)
  examples = []
  for words, tags in zip(ANIMAL_WORDS, ANIMAL_TAGS):
    feature = {
        "words": tf.train.Feature(
            bytes_list=tf.train.BytesList(value=[word.encode() for word in words])),
        "tags/indices": tf.train.Feature(int64_list=tf.train.Int64List(value=list(tags))),
        "tags/values": tf.train.Feature(int64_list=tf.train.Int64List(value=list(tags.values())))}
    examples.append(
        tf.train.Example(features=tf.train.Features(feature=feature)).SerializeToString())
  answer = tf.saved_model.load(parsing).signatures["serving_default"](
      examples=tf.constant(examples))
  require_close("examples", answer["output"].numpy(), expected, 1e-6)


if __name__ == "__main__":
  {"predictions": predictions, "examples": examples, "onnx": onnx, "animals": animals,
   "meta_graph": meta_graph, "continues": continues}[sys.argv[1]](*sys.argv[2:])

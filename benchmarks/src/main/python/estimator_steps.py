"""Python's tf.estimator 2.15 on Fashion-MNIST: for each line read, so many training steps; answers with steps per second.

Usage: FASHION_MNIST=DIR python estimator_steps.py BATCH
The input is the pipeline that TensorFlow's guide recommends; every other setting is Estimator's default.
"""
import gzip
import os
import sys
import tempfile
import time

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import numpy as np
import tensorflow as tf

v1 = tf.compat.v1
v1.logging.set_verbosity('ERROR')
BATCH = int(sys.argv[1])
DIRECTORY = os.environ.get('FASHION_MNIST', '/usr/share/datasets/fashion-mnist')
SETTLE = 5


def read(name, offset):
  with gzip.open(f'{DIRECTORY}/{name}') as file:
    return np.frombuffer(file.read(), np.uint8, offset=offset)


def rows():
  x = (read('train-images-idx3-ubyte.gz', 16).reshape(-1, 784) / 255.).astype(np.float32)
  y = read('train-labels-idx1-ubyte.gz', 8).astype(np.int32)
  data = tf.data.Dataset.from_tensor_slices(({'x': x}, y))
  return data.shuffle(60000, seed=1).repeat().batch(BATCH, drop_remainder=True).prefetch(2)


def model(features, labels, mode):
  hidden = v1.layers.dense(features['x'], 128, activation=tf.nn.relu)
  logits = v1.layers.dense(hidden, 10)
  loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
  step = v1.train.AdamOptimizer(1e-3).minimize(loss, global_step=v1.train.get_global_step())
  return tf.estimator.EstimatorSpec(mode, loss=loss, train_op=step)


class Turns(tf.estimator.SessionRunHook):
  """Waits for its turn between two steps, and measures the steps of a turn but the first few."""

  def __init__(self):
    self.left = 0
    self.steps = 0
    self.start = 0.

  def before_run(self, context):
    if self.left == 0:
      line = sys.stdin.readline()
      if not line:
        context.request_stop()
        return
      self.steps = int(line)
      self.left = self.steps + SETTLE

  def after_run(self, context, values):
    self.left -= 1
    if self.left == self.steps:
      self.start = time.perf_counter()
    if self.left == 0:
      print(self.steps / (time.perf_counter() - self.start), flush=True)


print(f'tf.estimator, TensorFlow {tf.__version__}', flush=True)
tf.estimator.Estimator(model, model_dir=tempfile.mkdtemp()).train(rows, hooks=[Turns()])

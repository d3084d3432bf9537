"""Reads what TensorBoardTest wrote with TensorBoard's own reader, and says what it found.

Argument: a model directory with a sub-directory eval. Needs the package tensorboard, not TensorFlow.
"""
import sys

from tensorboard.backend.event_processing import event_multiplexer
from tensorboard.plugins.hparams import plugin_data_pb2
from tensorboard.util import tensor_util

runs = event_multiplexer.EventMultiplexer(
    size_guidance={"scalars": 0, "images": 0, "histograms": 0, "audio": 0, "tensors": 0,
                   "compressedHistograms": 0}
).AddRunsFromDirectory(sys.argv[1])
runs.Reload()
for run in sorted(runs.Runs()):
    accumulator = runs.GetAccumulator(run)
    tags = accumulator.Tags()
    print(run, "graph", tags["graph"], "run_metadata", sorted(tags["run_metadata"]))
    for tag in sorted(tags["tensors"]):
        metadata = accumulator.SummaryMetadata(tag)
        events = accumulator.Tensors(tag)
        last = tensor_util.make_ndarray(events[-1].tensor_proto)
        print(run, metadata.plugin_data.plugin_name, tag, [each.step for each in events],
              list(last.shape))
        if metadata.plugin_data.plugin_name == "hparams":
            data = plugin_data_pb2.HParamsPluginData.FromString(metadata.plugin_data.content)
            print("  hparams", data.WhichOneof("data"),
                  " ".join(str(getattr(data, data.WhichOneof("data"))).split()))
    for tag in tags["scalars"]:
        print(run, "scalars", tag, [(each.step, round(each.value, 3))
                                    for each in accumulator.Scalars(tag)])
    for tag in tags["histograms"]:
        print(run, "histograms", tag, [(each.step, each.histogram_value.num)
                                       for each in accumulator.Histograms(tag)])
    for tag in tags["images"]:
        print(run, "images", tag, [(each.step, each.width, each.height)
                                   for each in accumulator.Images(tag)])
    for tag in tags["audio"]:
        print(run, "audio", tag, [(each.step, each.content_type)
                                  for each in accumulator.Audio(tag)])
    if tags["graph"]:
        print("  nodes", len(accumulator.Graph().node) > 10)
print("read")

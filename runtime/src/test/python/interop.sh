#!/usr/bin/env bash
# Python's TensorFlow reads what we write, and we read what it writes. Makes a virtual environment of its own
# (475 MB, once) unless a Python with TensorFlow 2.15 is given: interop.sh [PYTHON]
set -euo pipefail
cd "$(dirname "$0")/../../../.."
python=${1:-}
if [[ -z $python ]]; then
  venv=${ESTIMATOR4J_VENV:-$PWD/runtime/target/interop-venv}
  python=$venv/bin/python
  if [[ ! -x $venv/bin/saved_model_cli ]]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet tensorflow-cpu==2.15.1 tensorflow-estimator==2.15.0 tf2onnx==1.17.0 onnx==1.16.2 onnxruntime==1.18.1
  fi
fi
exec mvn -Pinterop -pl runtime -am test -Dpython="$python" -Dtest="InteropTest,SparseInteropTest,PythonRecordsTest,TensorBoardTest" -Dsurefire.failIfNoSpecifiedTests=false

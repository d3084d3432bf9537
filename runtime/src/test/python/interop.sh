#!/usr/bin/env bash
# Python's TensorFlow reads what we write, and we read what it writes. Makes a virtual environment of its own
# (1.5 GB, once; some minutes) unless a Python with TensorFlow 2.15 is given: interop.sh [PYTHON]
# TensorFlow 2.15 exists for Python 3.9 to 3.11: PYTHON3=python3.11 interop.sh makes it with another one than python3.
set -euo pipefail
cd "$(dirname "$0")/../../../.."
python=${1:-}
if [[ -z $python ]]; then
  python3=${PYTHON3:-python3}
  venv=${ESTIMATOR4J_VENV:-$PWD/runtime/target/interop-venv}
  python=$venv/bin/python
  if [[ ! -x $venv/bin/saved_model_cli ]]; then
    "$python3" -c 'import sys; sys.exit(not (3, 9) <= sys.version_info < (3, 12))' || {
      echo "interop.sh: $("$python3" --version) has no TensorFlow 2.15, which needs Python 3.9 to 3.11." \
        "Say PYTHON3=python3.11, or give a Python that has it: interop.sh PYTHON" >&2
      exit 1
    }
    "$python3" -m venv "$venv"
    "$venv/bin/pip" install --quiet tensorflow-cpu==2.15.1 tensorflow-estimator==2.15.0 tf2onnx==1.17.0 onnx==1.16.2 onnxruntime==1.18.1
  fi
fi
exec mvn -Pinterop -pl runtime -am test -Dpython="$python" -Dtest="InteropTest,SparseInteropTest,PythonRecordsTest,TensorBoardTest" -Dsurefire.failIfNoSpecifiedTests=false

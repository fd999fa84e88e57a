"""moto as an endpoint for the integration suite: python test/stack/serve-moto.py --port 5999

One request at a time: moto's own server takes many at once, and its transactions then mix (the suite finds that out
and skips what needs transactions).
"""
import argparse
import logging

from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple

arguments = argparse.ArgumentParser()
arguments.add_argument("--port", type=int, default=5999)
logging.getLogger("werkzeug").setLevel(logging.ERROR)
run_simple(
    "127.0.0.1",
    arguments.parse_args().port,
    DomainDispatcherApplication(create_backend_app),
    threaded=False,
)

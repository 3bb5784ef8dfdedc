#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Models A to D in SimPy: nanoseconds per event, told only where the mean time in the system is right.

simpy_models.py [--json FILE] [MODEL...]
"""
import argparse
import json
import random
import sys
import time

import simpy


class ServiceModel:
    """Stations in a row, first come first served; after each a share goes back to the first."""

    def __init__(self, mean_time, tolerance, customers, rate, stations):
        self.mean_time = mean_time
        self.tolerance = tolerance
        self.customers = customers
        self.rate = rate
        self.stations = stations  # (servers, mean time of service, share that goes back)


def restarts():
    flow = 10.0 / 0.95**10
    stations = []
    for _ in range(10):
        stations.append((20, 16.0 / flow, 0.05))
        flow *= 0.95
    return stations


MODELS = {
    "a": ServiceModel(10.0, 0.15, 200_000, 0.9, [(1, 1.0, 0.0)]),
    "b": ServiceModel(12.2236, 0.08, 100_000, 1.0, [(3, 2.0, 0.0), (4, 2.6, 0.0), (2, 1.2, 0.15)]),
    "c": ServiceModel(17.0243, 0.04, 30_000, 10.0, restarts()),
    "d": ServiceModel(106.4023, 0.03, 4_000, 16.0, [(20, 1.0, 0.0)] * 100),
}


def simulate(model, seed):
    """Mean time in the system, events (arrivals and ends of service), seconds of the clock on the wall."""
    luck = random.Random(seed)
    env = simpy.Environment()
    pools = [simpy.Resource(env, capacity=servers) for servers, _, _ in model.stations]
    times = []
    events = 0

    def customer():
        nonlocal events
        arrived = env.now
        station = 0
        while station < len(pools):
            _, mean, again = model.stations[station]
            with pools[station].request() as request:
                yield request
                yield env.timeout(luck.expovariate(1.0 / mean))
            events += 1
            station = 0 if again > 0.0 and luck.random() < again else station + 1
        times.append(env.now - arrived)

    def arrivals():
        nonlocal events
        for _ in range(model.customers):
            yield env.timeout(luck.expovariate(model.rate))
            events += 1
            env.process(customer())

    env.process(arrivals())
    begun = time.perf_counter()
    env.run()
    return sum(times) / len(times), events, time.perf_counter() - begun


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", metavar="FILE", help="also write the figures there")
    parser.add_argument("models", nargs="*", metavar="MODEL", help="a, b, c or d; default: all")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.models if name not in MODELS]
    if unknown:
        parser.error(f"unknown model {unknown[0]}")
    figures = []
    for name in arguments.models or MODELS:
        model = MODELS[name]
        mean, events, seconds = simulate(model, seed=1)
        if abs(mean / model.mean_time - 1.0) > model.tolerance:
            print(f"{name}: mean time {mean:.4f} is not {model.mean_time}")
            return 1
        figures.append({"name": name, "mean_time": mean, "events": events, "per_event": seconds / events})
        print(f"{name}: {seconds / events * 1e9:7.0f} ns per event, mean time {mean:.3f}")
    if arguments.json:
        context = {"simpy": simpy.__version__, "python": sys.version.split()[0],
                   "date": time.strftime("%Y-%m-%dT%H:%M:%S%z")}
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump({"context": context, "benchmarks": figures}, file, indent=2)
            file.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

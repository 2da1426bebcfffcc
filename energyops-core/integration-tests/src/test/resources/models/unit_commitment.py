"""Day-ahead unit commitment over 96 blocks of 15 minutes, as a mixed-integer program.

Reads inputs/plants.csv and inputs/demand.xlsx, decides which plant runs when and when the battery
is charged, and writes outputs/schedule.xlsx. Power in MW, energy in MWh, money in currency units.
"""

import sys

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_matrix

HOURS = 0.25
BATTERY_MW, BATTERY_MWH, EFFICIENCY = 50.0, 200.0, 0.9

plants = pd.read_csv("inputs/plants.csv")
demand = pd.read_excel("inputs/demand.xlsx")["demand_mw"].to_numpy(dtype=float)
blocks, count = len(demand), len(plants)
print(f"{blocks} blocks, {count} plants, peak {demand.max():.1f} MW", flush=True)

# Columns: on, start and power of each plant in each block, then charge, discharge and energy.
size = 3 * blocks * count + 3 * blocks


def on(block, plant):
    return block * count + plant


def start(block, plant):
    return blocks * count + on(block, plant)


def power(block, plant):
    return 2 * blocks * count + on(block, plant)


def charge(block):
    return 3 * blocks * count + block


def discharge(block):
    return charge(block) + blocks


def energy(block):
    return charge(block) + 2 * blocks


cost = np.zeros(size)
upper = np.ones(size)
whole = np.zeros(size)
for t in range(blocks):
    for k, plant in plants.iterrows():
        cost[start(t, k)] = plant.start_cost
        cost[power(t, k)] = plant.price_per_mwh * HOURS
        upper[power(t, k)] = plant.max_mw
        whole[on(t, k)] = 1
    upper[charge(t)] = upper[discharge(t)] = BATTERY_MW
    upper[energy(t)] = BATTERY_MWH

rows, low, high = [], [], []


def add(terms, at_least, at_most):
    rows.append(terms)
    low.append(at_least)
    high.append(at_most)


for t in range(blocks):
    supply = {power(t, k): 1.0 for k in range(count)}
    add({**supply, discharge(t): 1.0, charge(t): -1.0}, demand[t], demand[t])
    stored = {energy(t): 1.0, charge(t): -HOURS * EFFICIENCY, discharge(t): HOURS}
    if t > 0:
        stored[energy(t - 1)] = -1.0
    begin = BATTERY_MWH / 2 if t == 0 else 0.0
    add(stored, begin, begin)
    for k, plant in plants.iterrows():
        add({power(t, k): 1.0, on(t, k): -plant.max_mw}, -np.inf, 0.0)
        add({power(t, k): 1.0, on(t, k): -plant.min_mw}, 0.0, np.inf)
        if t > 0:
            add({on(t, k): 1.0, on(t - 1, k): -1.0, start(t, k): -1.0}, -np.inf, 0.0)
            ramp = plant.ramp_mw_per_block
            add({power(t, k): 1.0, power(t - 1, k): -1.0}, -ramp, ramp)
add({energy(blocks - 1): 1.0}, BATTERY_MWH / 2, np.inf)

matrix = lil_matrix((len(rows), size))
for row, terms in enumerate(rows):
    for column, factor in terms.items():
        matrix[row, column] = factor
solved = milp(
    cost,
    constraints=LinearConstraint(matrix.tocsr(), low, high),
    bounds=Bounds(0, upper),
    integrality=whole,
    options={"mip_rel_gap": 0.01, "time_limit": 120},
)
if solved.x is None:
    sys.exit("no schedule: " + solved.message)

table = pd.DataFrame({"block": range(1, blocks + 1), "demand_mw": demand})
for k, plant in plants.iterrows():
    table[plant["name"]] = [solved.x[power(t, k)] for t in range(blocks)]
table["battery_mw"] = [solved.x[discharge(t)] - solved.x[charge(t)] for t in range(blocks)]
table.to_excel("outputs/schedule.xlsx", index=False)
missed = np.abs(table.drop(columns=["block", "demand_mw"]).sum(axis=1) - demand).max()
print(f"cost {solved.fun:.0f}, balance missed by at most {missed:.6f} MW", flush=True)

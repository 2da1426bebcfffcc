"""Day-ahead merit-order dispatch of a small fleet over the 96 time blocks of one market day.

Reads inputs/snapshot.csv: Timeblock 1 to 96, ScheduleMW as the demand, DAMprice as the price that the battery trades on.
Writes outputs/dispatch.csv and outputs/summary.json. Power is counted in whole kW, so every block balances exactly:

    plants + discharge + unserved = demand + charge + spilled

Within one block the cheapest plant runs first, as far as its capacity, its minimum and its ramp allow; the dearest plant
that runs above its lower bound sets the clearing price. Only the standard library is used.
"""

import argparse
import csv
import json
import os
import sys
import time

BLOCKS = 96
HOURS_PER_BLOCK = 0.25
PRICE_CAP = 10000
REFERENCE_PEAK_MW = 5000

# Name, marginal cost in Rs/MWh, then MW for a system with a peak of 5000 MW: capacity, minimum, ramp in one block.
FLEET = [
    ("solar", 0, 1300, 0, 1300),
    ("wind", 0, 650, 0, 650),
    ("nuclear", 1150, 500, 450, 10),
    ("hydro", 1600, 600, 60, 300),
    ("coal_pithead", 2450, 1800, 990, 120),
    ("coal_coastal", 4300, 1300, 650, 90),
    ("gas", 6900, 900, 0, 270),
    ("diesel", 9600, 450, 0, 450),
]
BATTERY_MW, BATTERY_MWH, BATTERY_EFFICIENCY = 300, 1200, 0.88
TRADING_BLOCKS = 24

# Share of capacity that sun and wind give, by hour of the day.
SOLAR = [0, 0, 0, 0, 0, 0, 0.03, 0.16, 0.36, 0.56, 0.72, 0.82, 0.86, 0.82, 0.71, 0.54, 0.33, 0.12, 0.01, 0, 0, 0, 0, 0]
WIND = [0.52, 0.54, 0.55, 0.54, 0.5, 0.45, 0.38, 0.3, 0.24, 0.2, 0.18, 0.18, 0.2, 0.23, 0.28, 0.33, 0.38, 0.42, 0.44,
        0.45, 0.46, 0.48, 0.5, 0.51]


class BadInput(Exception):
    """The snapshot cannot be dispatched; the text says why."""


class Plant:
    def __init__(self, name, cost, capacity, minimum, ramp, scale):
        self.name, self.cost = name, cost
        self.capacity, self.minimum, self.ramp = (round(mw * 1000 * scale) for mw in (capacity, minimum, ramp))
        self.output = None

    def bounds(self, minute):
        capacity = self.capacity
        if self.name in ("solar", "wind"):
            # The weather moves these, not their own ramp.
            return 0, int(capacity * weather(SOLAR if self.name == "solar" else WIND, minute))
        if self.output is None:
            return self.minimum, capacity
        return max(self.minimum, self.output - self.ramp), min(capacity, self.output + self.ramp)


def weather(by_hour, minute):
    hour, part = divmod(minute % 1440, 60)
    here, there = by_hour[hour], by_hour[(hour + 1) % 24]
    return here + (there - here) * part / 60


def normalised(header):
    return "".join(c for c in header.lower() if c.isalnum())


def number(row, column, block):
    text = row.get(column, "").strip()
    try:
        value = float(text)
    except ValueError:
        raise BadInput("block %d: %s is %s, not a number" % (block, column, repr(text) if text else "missing"))
    if not -1e9 < value < 1e9:
        raise BadInput("block %d: %s is out of range" % (block, column))
    return value


def read_snapshot(path):
    """Returns demand in kW and price for blocks 1 to 96."""
    try:
        with open(path, newline="", encoding="utf-8-sig") as file:
            table = csv.reader(file)
            header = [normalised(name) for name in next(table, [])]
            rows = [dict(zip(header, cells)) for cells in table if cells]
    except OSError as error:
        raise BadInput("%s cannot be read: %s" % (path, error.strerror))
    missing = [name for name in ("timeblock", "schedulemw", "damprice") if name not in header]
    if missing:
        raise BadInput("%s lacks the columns %s; it has %s" % (path, ", ".join(missing), ", ".join(header) or "none"))
    blocks = {}
    for line, row in enumerate(rows, start=2):
        text = row.get("timeblock", "")
        if not text.strip().isdigit() or not 1 <= int(text) <= BLOCKS:
            raise BadInput("line %d: Timeblock is %r, but must be 1 to %d" % (line, text, BLOCKS))
        block = int(text)
        if block in blocks:
            raise BadInput("block %d is there twice" % block)
        demand = number(row, "schedulemw", block)
        if demand < 0:
            raise BadInput("block %d: a demand of %g MW is negative" % (block, demand))
        blocks[block] = (round(demand * 1000), number(row, "damprice", block))
    absent = [block for block in range(1, BLOCKS + 1) if block not in blocks]
    if absent:
        raise BadInput("%d of %d blocks are missing, the first is %d" % (len(absent), BLOCKS, absent[0]))
    if not any(demand for demand, _ in blocks.values()):
        raise BadInput("the demand is 0 in every block")
    return [blocks[block] for block in range(1, BLOCKS + 1)]


def in_rupees_per_mwh(snapshot):
    """Exchanges publish Rs/MWh, many sheets hold Rs/kWh; the two lie a factor of 1000 apart."""
    prices = sorted(price for _, price in snapshot)
    if 0 < prices[len(prices) // 2] < 50:
        print("note: the prices look like Rs/kWh and are read as such", file=sys.stderr)
        return [(demand, price * 1000) for demand, price in snapshot]
    return snapshot


class Battery:
    def __init__(self, prices, scale):
        self.power = round(BATTERY_MW * 1000 * scale)
        self.capacity = BATTERY_MWH * 1000 * scale
        self.stored = 0.0
        order = sorted(range(len(prices)), key=lambda block: (prices[block], block))
        cheap, dear = order[:TRADING_BLOCKS], order[-TRADING_BLOCKS:]
        # What is lost on the way must be earned by the spread; no plant may burn for more than that.
        self.worth = prices[dear[0]] * BATTERY_EFFICIENCY
        worthwhile = self.worth > prices[cheap[-1]]
        self.cheap, self.dear = (set(cheap), set(dear)) if worthwhile else (set(), set())

    def wish(self, block, floor, ceiling, demand):
        """Power in kW: positive into the grid, negative out of it; never so much that plants cannot follow."""
        if block in self.dear:
            stored = int(self.stored / HOURS_PER_BLOCK)
            return max(0, min(self.power, stored, demand - floor))
        if block in self.cheap:
            room = int((self.capacity - self.stored) / HOURS_PER_BLOCK / BATTERY_EFFICIENCY)
            return -max(0, min(self.power, room, ceiling - demand))
        return 0

    def move(self, power):
        self.stored += -power * HOURS_PER_BLOCK * (BATTERY_EFFICIENCY if power < 0 else 1)


def dispatch(snapshot, first_minute):
    scale = max(demand for demand, _ in snapshot) / 1000 / REFERENCE_PEAK_MW
    fleet = [Plant(*numbers, scale) for numbers in FLEET]
    battery = Battery([price for _, price in snapshot], scale)
    for index, (demand, market_price) in enumerate(snapshot):
        bounds = [plant.bounds(first_minute + 15 * index) for plant in fleet]
        floor = sum(low for low, _ in bounds)
        cheap = sum(high if plant.cost <= battery.worth else low for plant, (low, high) in zip(fleet, bounds))
        flow = battery.wish(index, floor, cheap, demand)
        battery.move(flow)
        left = demand - flow - floor
        price, marginal = 0, "none"
        for plant, (low, high) in zip(fleet, bounds):
            more = min(high - low, max(0, left))
            left -= more
            plant.output = low + more
            if more:
                price, marginal = plant.cost, plant.name
        if left > 0:
            price, marginal = PRICE_CAP, "unserved"
        yield {
            "block": index + 1,
            "minute": (first_minute + 15 * index) % 1440,
            "demand": demand,
            "market_price": market_price,
            "clearing_price": price,
            "marginal": marginal,
            "plants": {plant.name: plant.output for plant in fleet},
            "limits": {plant.name: (plant.capacity, plant.minimum, plant.ramp) for plant in fleet},
            "charge": max(0, -flow),
            "discharge": max(0, flow),
            "stored": battery.stored,
            "unserved": max(0, left),
            "spilled": max(0, -left),
        }


def mw(kw):
    return "%d.%03d" % divmod(kw, 1000)


def clock(minute):
    return "%02d:%02d" % divmod(minute, 60)


def write_dispatch(path, blocks):
    names = list(blocks[0]["plants"])
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(
            ["block", "time", "demand_mw", "market_price", "clearing_price", "marginal"]
            + [name + "_mw" for name in names]
            + ["discharge_mw", "charge_mw", "stored_mwh", "unserved_mw", "spilled_mw"]
        )
        for b in blocks:
            out.writerow(
                [b["block"], clock(b["minute"]), mw(b["demand"]), "%.2f" % b["market_price"], b["clearing_price"],
                 b["marginal"]]
                + [mw(b["plants"][name]) for name in names]
                + [mw(b["discharge"]), mw(b["charge"]), "%.3f" % (b["stored"] / 1000), mw(b["unserved"]),
                   mw(b["spilled"])]
            )


def summary(blocks):
    costs = {name: cost for name, cost, *_ in FLEET}
    energy = {name: round(sum(b["plants"][name] for b in blocks) * HOURS_PER_BLOCK / 1000, 3) for name in costs}
    demand = sum(b["demand"] for b in blocks)
    return {
        "blocks": len(blocks),
        "demand_mwh": round(demand * HOURS_PER_BLOCK / 1000, 3),
        "energy_mwh": energy,
        "variable_cost_rs": round(sum(energy[name] * costs[name] for name in costs)),
        "average_clearing_price": round(sum(b["clearing_price"] * b["demand"] for b in blocks) / demand, 2),
        "peak_price": max(b["clearing_price"] for b in blocks),
        "battery_charged_mwh": round(sum(b["charge"] for b in blocks) * HOURS_PER_BLOCK / 1000, 3),
        "battery_discharged_mwh": round(sum(b["discharge"] for b in blocks) * HOURS_PER_BLOCK / 1000, 3),
        "unserved_mwh": round(sum(b["unserved"] for b in blocks) * HOURS_PER_BLOCK / 1000, 3),
        "spilled_mwh": round(sum(b["spilled"] for b in blocks) * HOURS_PER_BLOCK / 1000, 3),
        "limits_mw": {
            name: dict(zip(("capacity", "minimum", "ramp_per_block"), (kw / 1000 for kw in limits)))
            for name, limits in blocks[0]["limits"].items()
        },
    }


def main():
    options = argparse.ArgumentParser(description="Day-ahead merit-order dispatch over 96 time blocks.")
    options.add_argument("--first-minute", type=int, default=0, help="minute of the day at which block 1 begins")
    options.add_argument("--pause-ms", type=int, default=0, help="pause after each hour, to watch it live")
    options = options.parse_args()

    snapshot = in_rupees_per_mwh(read_snapshot(os.path.join("inputs", "snapshot.csv")))
    print("%d blocks, peak demand %.0f MW" % (len(snapshot), max(demand for demand, _ in snapshot) / 1000))
    blocks = []
    for block in dispatch(snapshot, options.first_minute):
        blocks.append(block)
        for word in ("unserved", "spilled"):
            if block[word]:
                print("block %d: %s MW %s" % (block["block"], mw(block[word]), word), file=sys.stderr)
        if len(blocks) % 4 == 0:
            hour = blocks[-4:]
            battery = sum(b["discharge"] - b["charge"] for b in hour) / 4000
            print(
                "%s  demand %6.0f MW  price %5.0f Rs/MWh  set by %-12s  battery %+5.0f MW"
                % (clock(hour[0]["minute"]), sum(b["demand"] for b in hour) / 4000,
                   sum(b["clearing_price"] for b in hour) / 4, hour[-1]["marginal"], battery)
            )
            time.sleep(options.pause_ms / 1000)

    result = summary(blocks)
    os.makedirs("outputs", exist_ok=True)
    write_dispatch(os.path.join("outputs", "dispatch.csv"), blocks)
    with open(os.path.join("outputs", "summary.json"), "w", encoding="utf-8") as file:
        json.dump(result, file, indent=2)
        file.write("\n")
    print(
        "%.0f MWh served at %.0f Rs/MWh on average, peak %d Rs/MWh"
        % (result["demand_mwh"] - result["unserved_mwh"], result["average_clearing_price"], result["peak_price"])
    )


if __name__ == "__main__":
    try:
        main()
    except BadInput as problem:
        print("day_ahead: " + str(problem), file=sys.stderr)
        sys.exit(2)

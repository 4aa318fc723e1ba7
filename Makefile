# The two commands of the README: `make run` and `make test`. Everything else is for developers.
PYTHON ?= python3
BIND ?= 127.0.0.1:8000
DATA := data
PLODNEE := .venv/bin/plodnee
PYTEST := .venv/bin/python -m pytest
# A worker waits now and then: for a command it started, for a browser, for a database.
WORKERS ?= $(shell echo $$(( $$(nproc) + 1 )))
# Every command that the tests start is a Python of its own: what one compiled, the next one reads.
unexport PYTHONDONTWRITEBYTECODE
SETUP := .venv/.setup
COMPILED := .venv/.compiled
DEVELOP := .venv/.develop
CENTRES := 31011805 31210302
PLANS := $(CENTRES:%=$(DATA)/plans/%/summary.json)
# Everything that will be needed is named at once, not one after the other.
NEEDS := $(if $(filter develop test check bench prove docs mutation,$(MAKECMDGOALS)),develop,run)

CHECKS := check-style check-types check-layers check-pages check-tree

.PHONY: setup develop run plans test check $(CHECKS) bench prove mutation docs pictures locks clean

setup: $(COMPILED)

$(SETUP): requirements.lock pyproject.toml tools/compile_messages.py \
		$(wildcard plodnee/web/locale/*/LC_MESSAGES/*.po)
	@sh tools/system_packages.sh $(NEEDS)
	@echo "Setting up .venv: once, a minute or two."
	test -x .venv/bin/python || $(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements.lock
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--no-build-isolation -e .
	.venv/bin/python tools/compile_messages.py
	@touch $@

$(COMPILED): $(SETUP)
	@echo "Compiling what computes plans: once for each version, one or two minutes."
	.venv/bin/python -c \
		"from plodnee.engine import planner, portfolio; portfolio.warm_up(); planner.warm_up()"
	@touch $@

# The compiling takes one core; what the tests need is fetched meanwhile.
develop: $(SETUP)
	@$(MAKE) --no-print-directory -j2 $(DEVELOP) $(COMPILED)

$(DEVELOP): requirements-dev.lock $(SETUP)
	@sh tools/system_packages.sh develop
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements-dev.lock
	@touch $@

# The demonstration: areas, two centres through the importer, the main job, then the site.
run: $(COMPILED)
	@$(PLODNEE) migrate --quiet
	@$(PLODNEE) seed --scale demo --seed 2562
	@$(MAKE) --no-print-directory plans
	@$(PLODNEE) serve --bind $(BIND)

plans: $(PLANS)
	@:

$(DATA)/plans/%/summary.json: $(DATA)/demo/%.xlsx
	@mkdir -p $(DATA)/plans
	$(PLODNEE) plan $< --out $(@D)
	@touch $@

test: develop
	$(PYTEST) -n $(WORKERS) -m "not prove"
	$(PYTEST) -n $(WORKERS) -m "data and not prove and not browser" --database postgresql

check: develop
	@$(MAKE) --no-print-directory -j2 --output-sync $(CHECKS)

check-style:
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/codespell plodnee tests docs README.md CHANGELOG.md DEVELOPERS.md

check-types:
	.venv/bin/mypy plodnee

check-layers:
	.venv/bin/lint-imports

check-pages:
	.venv/bin/djlint --lint --quiet plodnee/web

check-tree:
	.venv/bin/python manage.py makemigrations --check --dry-run
	sh tools/check_tree.sh

bench: develop
	@for file in benchmarks/*.py; do echo "== $$file"; .venv/bin/python $$file || exit 1; done

prove: develop
	$(PYTEST) -m prove -rP
	$(PYTEST) -m "prove and data" --database postgresql -rP

# Hours on two cores; each module's row of docs/reference/mutation.md is written as it comes.
mutation: develop
	nice .venv/bin/python tools/mutation.py

docs: develop
	.venv/bin/python tools/make_reference.py

# The README's pictures, from the running demonstration.
pictures: develop
	.venv/bin/python tools/take_pictures.py

# Pinned with hashes and without the address of any registry; needs uv.
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-annotate --no-emit-index-url --no-emit-find-links --group build
locks:
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .import_linter_cache .hypothesis mutants

"""Source code of architectures."""

from __future__ import annotations

from base64 import b64encode

from flask import Blueprint, Response, abort, jsonify, url_for

from catalog.records import FRAMEWORKS, CodeFile, Implementation
from web.api import represent
from web.api.asking import present
from web.api.problem import problem
from web.context import absolute, catalog
from web.views.files import file_response


def _code(architecture_id: str, framework: str) -> Implementation:
    present(catalog().architecture(architecture_id))
    if framework not in FRAMEWORKS:
        abort(problem(404, "not_found", f"The frameworks are: {', '.join(FRAMEWORKS)}."))
    return present(catalog().code(architecture_id, framework))


def _file(file: CodeFile, architecture_id: str, framework: str) -> represent.Json:
    where = url_for("api.code_file", architecture_id=architecture_id, framework=framework, name=file.name)
    return {
        "name": file.name,
        "sha256": file.sha256,
        "bytes": len(file.content),
        "encoding": "utf-8" if file.is_text else "base64",
        "content": file.text if file.is_text else b64encode(file.content).decode(),
        "url": absolute(where),
    }


def add(api: Blueprint) -> None:
    """Add these addresses."""

    @api.get("/v1/architectures/<architecture_id>/code", endpoint="codes")
    def codes(architecture_id: str) -> Response:
        """How an architecture's code stands in each framework."""
        found = present(catalog().architecture(architecture_id))
        return jsonify(
            implementations=[represent.implementation(each, found.id) for each in found.implementations]
        )

    @api.get("/v1/architectures/<architecture_id>/code/<framework>", endpoint="code")
    def code(architecture_id: str, framework: str) -> Response:
        """An architecture's code in one framework, with its files."""
        found = _code(architecture_id, framework)
        files = [_file(file, architecture_id, framework) for file in found.files]
        return jsonify({**represent.implementation(found, architecture_id), "files": files})

    @api.get("/v1/architectures/<architecture_id>/code/<framework>/<name>", endpoint="code_file")
    def code_file(architecture_id: str, framework: str, name: str) -> Response:
        """One file as it is."""
        files = _code(architecture_id, framework).files
        return file_response(present(next((file for file in files if file.name == name), None)), name)

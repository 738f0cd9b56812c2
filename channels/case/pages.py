"""How do staff get to a case, and what do they meet there? Search, the page of a case, its documents."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from cases.context import Context
from cases.identity import find_case
from cases.refusals import UnknownCode
from channels.acts import carry_out
from channels.case.diagrams import HEADERS, diagram_of
from channels.case.documents import Links, OpenedDocument, StaleLink, open_document
from channels.case.roles import seen_by
from channels.case.view import CaseView, view_of
from channels.pages import kept, page
from channels.parts import TheParts
from channels.staff.gate import member_in
from channels.staff.looks import log_look
from channels.staff.rooms import Room
from channels.staff.session import Member
from domain.identifiers import TrackingCode
from domain.refusals import BadInput

router = APIRouter(include_in_schema=False)
InCases = Annotated[Member, Depends(member_in(Room.CASES))]
InDocuments = Annotated[Member, Depends(member_in(Room.DOCUMENTS))]


@router.get("/cases")
def find(member: InCases, code: str = "") -> Response:
    """The form that asks for a tracking code, and the way from it to the case."""
    if not code:
        return _search_form(member)
    try:
        return RedirectResponse(f"/cases/{TrackingCode(code)}", 303)
    except BadInput:
        return _search_form(member, UnknownCode.title, 404)


@router.get("/cases/{code}")
def show(code: str, member: InCases, parts: TheParts) -> Response:
    """The case, as far as the member's groups may see it; the look is logged with it."""

    def look(context: Context) -> CaseView:
        request = find_case(context.records, code)
        log_look(context, request.tracking_code, member, "case")
        links = Links(parts.session_secret, member, context.now)
        return view_of(context, request, seen_by(member.groups), links)

    try:
        view = carry_out(parts, look)
    except UnknownCode as unknown:
        return _search_form(member, unknown.title, 404)
    return page("case.html", view=view, member=member)


@router.get("/cases/{code}/documents/{link}")
def show_document(code: str, link: str, member: InDocuments, parts: TheParts) -> Response:
    """The document to be saved, never to be run by the browser; the look is logged with it."""

    def look(context: Context) -> OpenedDocument:
        opened = open_document(context, parts, code, link, member)
        log_look(context, code, member, f"document {opened.name}")
        return opened

    try:
        opened = carry_out(parts, look)
    except (StaleLink, UnknownCode):
        return page("stale.html", 404, member=member, code=code)
    headers = {"Content-Disposition": f'attachment; filename="{opened.name}"'}
    return Response(opened.content, media_type=opened.media_type, headers=headers)


@router.get("/cases/diagrams/{step}", dependencies=[Depends(member_in(Room.CASES))])
def show_diagram(request: Request, step: str, parts: TheParts) -> Response:
    """The picture of a model with the step marked in it; it knows of no case."""
    drawn = diagram_of(parts, step)
    if drawn is None:
        raise HTTPException(404)
    return kept(request, drawn.encode(), "image/svg+xml", HEADERS)


def _search_form(member: Member, fault: str = "", status: int = 200) -> HTMLResponse:
    return page("search.html", status, member=member, fault=fault)
